/** How people say it who neither know the word nor want to make a fuss: the body, in English and Spanish. */
import type { RedFlagPhrases } from './red-flag-kinds.ts'

const filler =
  '(?:fillers?|inject\\w*|juvederm|restylane|nasolabial|tear trough|rhinoplasty|rinomodel\\w*|relleno\\w*|rellen\\w*|hialuronico|inyect\\w*|infiltr\\w*)'
const toxin =
  '(?:botox|tox|dysport|xeomin|toxin\\w*|toxina|(?:forehead|frown|masseter|neck|jaw) (?:\\w+ )?(?:shots?|injections?)|injections?|shots|inyecci\\w*)'
const child =
  '(?:bab(?:y|ies)|newborn|infant|toddler|kid|son|daughter|boy|girl|grandson|granddaughter|niece|nephew|\\d+ ?(?:yo|year old|month old|week old)|little one|bebe|nin[oa]|hij[oa]|niet[oa]|sobrin[oa]|nen[ea])'
const fell =
  '(?:fell|fallen|falls?|slipped|tripped|tumbled?|landed|crash\\w*|wreck|cay[oe]\\w*|cai|caid[ao]|resbal\\w*|tropez\\w*|golpe\\w*|choque|accidente?|hit (?:my|his|her|the))'

export const everydayRedFlags: RedFlagPhrases[] = [
  {
    kind: 'chest_pain',
    confidence: 0.86,
    phrases: [
      '(?:elephant|elefante|anvil|yunque|ton of bricks|concrete block|(?:heavy|big) weight|brick) (?:\\w+ ){0,3}(?:sitting|sits|standing|parado|sentado|on (?:me|my)|encima)',
      '(?:band|belt|vice|vise|rope|strap|cinturon|faja) (?:\\w+ ){0,4}(?:ribs|torso|upper body|costillas) & (?:tight\\w*|squeez\\w*|jaw|arm|breath\\w*|press\\w*|apret\\w*|mandibula|brazo|aire)',
      '(?:shoulder blades?|upper back|omoplatos?|paletas) & (?:ripping|tearing|sudden\\w*|crushing|sweat\\w*|desgarr\\w*|de repente|sud\\w*)',
      '@(?:heart|heartbeat|ticker|corazon|pulse|pulso) & (?:flip ?flop\\w*|skip\\w*|flutter\\w*|racing|pounding|hammering|galloping|weird|funny|a mil|brinc\\w*|acelerad\\w*|desbocad\\w*|raro) & (?:faint\\w*|go(?:ing)? down|pass out|dizzy|breath\\w*|sweat\\w*|weak|shak\\w*|lightheaded|caigo|caer|desmay\\w*|mare\\w*|sud\\w*|tembl\\w*|debil)',
      '(?:pulse|heart rate|heart beat|bpm|pulso|pulsaciones|ritmo) (?:\\w+ ){0,4}(?:1[3-9]\\d|2[0-4]\\d)|(?:1[3-9]\\d|2[0-4]\\d) (?:bpm|latidos|pulsaciones)',
      '(?:having|had) (?:some (?:kind|sort) of |a )?(?:heart|cardiac) (?:thing|episode|event|trouble|spell)',
      '(?:piedra|losa|ladrillo|tabique|costal|peso) (?:\\w+ ){0,4}pecho',
    ],
  },
  {
    kind: 'breathing',
    confidence: 0.9,
    phrases: [
      '(?:cant|cannot|cant even|not able to|unable to|no (?:puedo|logro|alcanzo a)) (?:\\w+ ){0,3}(?:catch|get|take|draw|suck|jalar|agarrar|tomar|recuperar) (?:\\w+ ){0,3}(?:breaths?|air|oxygen|aire|aliento)',
      '(?:hard|tough|rough|difficult) time (?:\\w+ )?(?:breathing|getting (?:\\w+ )?(?:air|breath)|swallowing)',
      '(?:ribs|chest|stomach|neck) (?:\\w+ ){0,3}(?:sucking|pulling|caving|sinking) in|costillas & (?:hund\\w*|marc\\w*|respir\\w*)',
      '@(?:throat|garganta) (?:\\w+ ){0,4}(?:smaller|narrow\\w*|tighter|closed|shut|pinch\\w*|chiquita|angost\\w*)',
      '(?:puffers?|inhalers?|inhalador\\w*|nebuli[sz]er|nebulizador) & (?:empty|nothing|isnt|not|ran out|cough\\w*|cant|vacio|se acabo|no me|nada|sigo|tos)',
      '(?:boqueando|jadeando|jadea\\w*|como pez)|(?:gasp|pant)(?:s|ed|ing)? for',
      '(?:something|food|bone|steak|meat|candy|grape|hot dog|chicken|toy|algo|comida|hueso|espina|carne|dulce|juguete|un pedazo) (?:\\w+ ){0,5}(?:stuck|lodged|caught|ator\\w*|atasc\\w*|trab\\w*) (?:\\w+ ){0,3}(?:throat|windpipe|airway|garganta|cuello)',
      '(?:looks?|going|went|gone|turned|turning|getting|is|hes|shes) (?:\\w+ )?blue (?:around|in the face|and|at|lips)',
    ],
  },
  {
    kind: 'anaphylaxis',
    confidence: 0.87,
    phrases: [
      '@(?:tongue|throat|uvula|lengua|garganta|campanilla) (?:\\w+ ){0,4}(?:fat|thick\\w*|huge|big|bigger|enormous|gord[ao]|grues[ao]|enorme|hormigue\\w*|rara|itchy|tingl\\w*)',
      '(?:lips?|face|eyes?|labios?|cara|ojos?|parpados?) (?:\\w+ ){0,4}(?:(?:like|como) (?:an? |un |una |unos )?(?:balloons?|sausages?|globos?|salchichas?|pelotas?|sapo|monstruo|monster)|blew up|blowing up|ballooning)',
      '(?:welts|hives|ronchas|urticaria|habones) & (?:took|taken|ate|after|since|med\\w*|antibiotic\\w*|amoxicillin|penicillin|pill|cream|covered|full|head|arms|neck|tome|tomo|comi|desde|despues|crema|pastilla|llen[oa]|cuello|brazos)',
      '(?:covered|break\\w*|broke|broken|llen[oa]|brotad[oa]) (?:\\w+ )?(?:in|out in|out with|de|con) (?:\\w+ )?(?:hives|welts|ronchas|urticaria)',
      '(?:allergic|alergic[oa]) (?:to|a|al) & (?:just|accident\\w*|by mistake|por error|sin querer|acaba\\w*|se (?:comio|tomo)|me (?:comi|tome)) & (?:ate|eaten|had|drank|took|got|stung|gave|comi\\w*|tom\\w*|pic\\w*|dieron)',
      '(?:having|having an?|had|getting|tengo|tuve|me dio) (?:\\w+ ){0,3}(?:reaction|reaccion) & (?:tingl\\w*|lips?|tongue|swell\\w*|itch\\w*|throat|face|breath\\w*|hives|labios?|lengua|hinch\\w*|garganta|ronch\\w*|comezon|ayuda|help)',
      '(?:itch\\w* (?:\\w+ ){0,3}(?:all over|everywhere|head to toe|whole body)|pica (?:todo|el cuerpo)|(?:comezon|picazon) (?:\\w+ ){0,3}(?:todo|horrible|terrible)|super itchy) & (?:mare\\w*|dizzy|faint\\w*|flush\\w*|breath\\w*|minut\\w*|inject\\w*|inyec\\w*|pill|pastilla|swell\\w*|hinch\\w*|throat|respir\\w*|antibiotic\\w*|medic\\w*|help|ayuda)',
      'epinefrina|epinephrine',
      '(?:swell\\w*|swollen|hinch\\w*) (?:\\w+ ){0,4}(?:fast|by the minute|rapidly|quickly|cada vez mas|rapidisimo|rapido|cada minuto)',
    ],
  },
  {
    kind: 'stroke',
    confidence: 0.88,
    phrases: [
      '(?:talk\\w*|speak\\w*|sounds?|sounding|walk\\w*|acting|habla\\w*|camina\\w*) (?:\\w+ ){0,3}(?:like (?:\\w+ )?drunk|drunk|borrach[oa])',
      '(?:half|one side|left side|right side|the side|mitad|media|un lado|el lado) (?:of |de )?(?:my |his |her |la |mi |su )?(?:face|body|mouth|me|him|her|cara|cuerpo|boca) (?:\\w+ ){0,5}(?:doesnt|dont|wont|not|isnt|numb|dead|droop\\w*|drop\\w*|asleep|tingl\\w*|weak|frozen|fell|no|dorm\\w*|caid[ao]|entum\\w*|muert\\w*)',
      '(?:pupil|pupils|pupila|pupilas) & (?:bigger|huge|different|size|dilated|head|blown|uneven|grande|distint\\w*|cabeza|dilatad\\w*)',
      '(?:cant|cannot|couldnt|keeps? losing|not) (?:\\w+ )?(?:find|get out|form|get) (?:\\w+ )?words|words? (?:\\w+ ){0,2}(?:wont|dont|arent|come out|coming out) |no (?:me|le|se le) (?:salen|vienen) (?:las )?palabras|no encuentra (?:las )?palabras',
      '@(?:face|side|cheek|cara|lado) (?:\\w+ ){0,3}(?:numb|adormecid\\w*|dormid\\w*|entum\\w*) & (?:speech|arm|hand|leg|words|walk\\w*|brazo|mano|pierna|hablar)',
      '(?:chuec[oa]|torcid[oa]|tuerce|torcio|torciendo|caid[oa]) & @(?:sonrisa|boca|labio|cara|ojo) & (?:se (?:me|le)|esta|quedo|no|de repente|brazo|mi|mama|papa)',
      'speech (?:\\w+ ){0,3}(?:slow|weird|off|funny|thick|strange|messed)',
      '(?:spinning|room spins|todo (?:me )?da vueltas) & (?:cant (?:walk|stand)|walk straight|vomit\\w*|headache|double|no puedo (?:caminar|pararme)|slur\\w*)',
      '(?:ida|ido|perdid[oa]|desorientad[oa]|lost|out of it|not (?:herself|himself|acting right)) & (?:no (?:contesta|responde|sabe|entiende)|mama|papa|abuel\\w*|mom|mum|dad|grand\\w*|husband|wife) & (?:no |doesnt|cant|wont|sudden\\w*|just|de repente|hard to wake|talking|answer\\w*)',
    ],
  },
  {
    kind: 'bleeding',
    confidence: 0.87,
    phrases: [
      '(?:gauzes?|pads?|towels?|tissues?|rags?|bandages?|dressings?|gasas?|toallas?|algodon\\w*|vendas?) (?:\\w+ ){0,3}(?:fill\\w*|soak\\w*|drench\\w*|satur\\w*|empap\\w*|llen\\w*)',
      '@(?:nose|nariz) & (?:pouring|gushing|faucet|tap|running blood|chorro\\w*|llave)',
      '(?:poops?|stools?|poo|popo|caca|heces|excremento|evacu\\w*) (?:\\w+ ){0,4}(?:black|tarry|tar|bloody|negr[oa]s?|como brea|con sangre)|(?:black|tarry|bloody|negr[oa]) (?:\\w+ )?(?:poops?|stools?|poo|popo|caca|heces)|black like tar|coffee ?grounds|(?:posos|asientos|granos) de cafe',
      '(?:pee|peeing|peed|urine|orin\\w*|pis) (?:\\w+ ){0,4}(?:bright red|red|blood|bloody|sangre|roj[oa]|color (?:vino|coca))',
      '(?:cant|cannot|couldnt|unable to|not able to) (?:\\w+ )?(?:get|make|keep) (?:\\w+ ){0,2}bleed\\w*',
      '(?:spitting|swallowing|tasting|escup\\w*|tragando) (?:\\w+ ){0,2}(?:blood|sangre|clots|coagulos)|blood (?:\\w+ ){0,3}(?:running|dripping|pouring|coming|going) (?:down|out|through)',
    ],
  },
  {
    kind: 'consciousness',
    confidence: 0.88,
    phrases: [
      '(?:barely|hardly|semi|half|not (?:really|fully)|in and out of|medio|casi) (?:\\w+ )?(?:conscious\\w*|responsive|responding|inconsciente|consciente|with us|coherent)',
      '(?:everything|it all|vision|todo) (?:\\w+ ){0,3}(?:black|dark|nublo|nubla|negro|oscuro|oscurecio) & (?:floor|woke|ground|fell|cai|caigo|piso|suelo|faint\\w*|desmay\\w*)|se me (?:nublo|oscurecio|borro) (?:\\w+ ){0,4}(?:cai|piso|suelo)',
      'no (?:\\w+ )?(?:puedo|podemos|logro|logramos) (?:\\w+ )?despertar\\w*',
      '(?:meter|glucometer|monitor|sugar|glucometro|azucar|glucosa) (?:\\w+ ){0,4}(?:hi|high|lo|low|alt\\w*|baj\\w*) & (?:vomit\\w*|throw\\w*|shak\\w*|diabet\\w*|weak|confus\\w*|sleepy|tembl\\w*|debil\\w*)',
      '(?:woke up|came to|found (?:him|her|them)|desperte|amaneci|lo encontre|la encontre) (?:\\w+ ){0,2}(?:on the|in the|en el) (?:\\w+ )?(?:floor|ground|piso|suelo)',
      '(?:dropped|hit|fell|crumpled|slid) (?:\\w+ )?(?:to |down to |on |onto )?the (?:floor|ground)|se cayo (?:redond[oa]|al (?:piso|suelo))',
      '(?:cant|cannot|no puede|no puedo) (?:\\w+ )?(?:keep (?:my|his|her) eyes open|stay awake|mantener\\w* despiert\\w*)',
    ],
  },
  {
    kind: 'vision_loss',
    confidence: 0.88,
    phrases: [
      '(?:half|part|side|all) of (?:what i (?:can )?see|my (?:vision|sight)|everything) (?:\\w+ ){0,3}(?:gone|missing|black|dark|blurr\\w*|gr[ae]y)',
      '(?:seeing|see|sees|veo|ve|viendo|i have|tengo vision) (?:everything |things |todo )?(?:in )?(?:double|doble)(?! (?:chin|prices?|charge))',
      '(?:floaters|flashes|lightning|destellos|moscas|relampagos|fogonazos) & (?:sudden\\w*|tons|lots|bunch|all of|shower|curtain|vision|de repente|ojo|vista|muchas)',
      '@(?:eye|eyes|ojo|ojos) (?:\\w+ ){0,4}(?:isnt working|not working|stopped working|doesnt work|wont open|no (?:funciona|responde|abre|me abre)|went out|gave out)',
      '(?:curtain|veil|shade|shadow|cortina|velo|sombra|telon) & (?:eye|vision|sight|see\\w*|ojo|veo|vista|ver)',
      '(?:oscurec\\w*|apag[oa]\\w*|nubl[oa]\\w*|borr[oa]\\w*|gr[ae]y|dark|black|dim|blurr\\w*|fuzzy) (?:\\w+ ){0,3}(?:(?:on|in|from) (?:\\w+ )?(?:one|left|right) (?:side|eye)|un lado|del ojo|de un ojo|la vista|el ojo)',
    ],
  },
  {
    kind: 'vascular_occlusion',
    confidence: 0.86,
    phrases: [
      '(?:lips?|skin|nose|chin|cheek|area|spot|labios?|piel|nariz|menton|zona) (?:\\w+ ){0,4}(?:(?:looks?|looking|se ve|parece|is|esta) (?:\\w+ )?(?:dead|dying|rotten|muert\\w*|necrotic\\w*|podrid\\w*))',
      `(?:pain\\w*|hurts?|hurting|dolor\\w*|duele\\w*|throb\\w*) (?:\\w+ ){0,8}(?:unreal|insane|crazy|intense|extreme|horrible|unbearable|excruciating|out of control|getting worse|not normal|insoportable|terrible|horrores|muchisimo|no aguanto|cada vez mas) & ${filler}`,
      `${filler} & (?:colou?r|blood) (?:\\w+ ){0,3}(?:doesnt|not|wont|isnt|never|no) (?:\\w+ ){0,2}(?:come|comes|return\\w*|coming) back|(?:press|push|aprieto|presiono) (?:\\w+ ){0,6}(?:stays? white|doesnt|no (?:me )?(?:vuelve|regresa)|se queda blanc\\w*)`,
      `${filler} & (?:scab\\w*|crust\\w*|pustules?|white (?:bumps|spots|heads)|costra\\w*|ampoll\\w*|puntitos blancos) & (?:black|dark|purple|gr[ae]y|pain\\w*|hurts?|negr\\w*|oscur\\w*|morad\\w*|dolor\\w*|duele)`,
    ],
  },
  {
    kind: 'severe_infection',
    confidence: 0.84,
    phrases: [
      '(?:wound|incision|graft\\w*|stitches|sutures|implant|surgical site|donor (?:area|site)|socket|herida|puntos|sutura|injerto\\w*|implante|cicatriz) (?:\\w+ ){0,8}(?:black|stinks?|stinking|smell\\w*|rotten|foul|green|reeks?|negr[oa]s?|huele\\w*|apesta\\w*|verde|podrid\\w*)(?! (?:tea|card))',
      '(?:extend\\w*|extiend\\w*|creciendo|crece|subiendo|sube|avanz\\w*|expand\\w*|corriendo) (?:\\w+ ){0,2}(?:lo roj\\w*|rojez|roncha|mancha|infeccion|hinchazon|enrojec\\w*|raya)',
      '(?:infeccion|infection) (?:\\w+ ){0,5}(?:peor|empeor\\w*|worse|worsening|spread\\w*|out of control|extend\\w*|avanz\\w*)|(?:peor|empeor\\w*|worse|spreading) (?:\\w+ ){0,3}(?:infeccion|infection)(?! control)',
      '(?:burning up|temp of 1|ardiendo en fiebre|hirviendo en fiebre|volando en fiebre)',
      '(?:fever|chills|shakes|rigors|fiebre|calentura|escalofrios) & (?:surgery|lipo\\w*|transplant|implant|stitches|filler|inject\\w*|procedure|extraction|c ?section|gave birth|cirugia|operacion|operaron|trasplante|puntos|parto|pari|dio a luz|relleno)(?! (?:tomorrow|next|on (?:mon|tues|wednes|thurs|fri|satur|sun)))',
    ],
  },
  {
    kind: 'burn',
    confidence: 0.84,
    phrases: [
      '(?:laser|peel|peeling|ipl|wax\\w*|cera|acid|acido|chemical|hair ?dye|tinte|bleach|crema|cream) & (?:(?:got|was|been|were|got me) (?:\\w+ )?(?:burn(?:ed|t)|scalded)|burn(?:ed|t) (?:me|my|him|her)|bubbl(?:ing|ed|es)|me quem(?:o|aron)|quemad[oa]s?|raw|open sores?)(?! (?:out|calories))',
      `${child} & (?:coffee|tea|soup|ramen|noodles|kettle|boiling|hot water|oil|grease|iron|stove|cafe|te caliente|sopa|caldo|aceite|plancha|estufa|agua caliente|agua hirviendo) & (?:(?:on|over|onto|encima|sobre) (?:himself|herself|him|her|his|el|ella)?|pulled|spill\\w*|tir[oa]\\w*|echo|burn\\w*|quem\\w*|touched|grabbed)`,
      '(?:peel|peeling|acid|acido|cream|crema|laser|skin|face|piel|cara) & (?:(?:wont|doesnt|not|cant) (?:\\w+ )?stop\\w* (?:\\w+ )?(?:burning|stinging|hurting)|(?:burning|stinging|arde\\w*|ardor|quema\\w*) (?:\\w+ ){0,4}(?:wont stop|unbearable|so bad|muchisimo|horrible|no se (?:me )?quita|no se calma|insoportable|demasiado))',
      '(?:piel|skin) (?:\\w+ ){0,5}(?:cayendo|cae\\b|desprend\\w*|coming off|falling off|sloughing|sliding off|peeling off) (?:\\w+ ){0,2}(?:pedazos|tiras|sheets|chunks|strips|layers|by itself)',
      '(?:toque|descarga) (?:\\w+ )?electric[oa]|electrocut\\w*|electric shock|(?:got|been|was) (?:\\w+ )?(?:shocked|zapped) (?:by|from)|me dio corriente|le dio corriente',
    ],
  },
  {
    kind: 'head_injury',
    confidence: 0.86,
    phrases: [
      `${fell} & (?:cant|cannot|couldnt|wont|unable to|not able to|no (?:se |me |la |lo )?(?:puede|puedo|podemos)) (?:\\w+ ){0,3}(?:get (?:up|him|her)|stand|walk|put (?:any )?weight|bear weight|bend|levant\\w*|pararse|pararme|camin\\w*|apoyar)`,
      '(?:fell|falls|fallen|jumped|pushed|thrown|cay[oe]|cai|aventaron|se aventó) (?:\\w+ ){0,4}(?:off|from|out of|down|del?|desde|por) (?:\\w+ ){0,3}(?:ladder|roof|balcony|window|tree|horse|floor up|second floor|scaffold\\w*|stairs|building|bunk|deck|truck|escaleras?|techo|azotea|balcon|ventana|arbol|caballo|andamio|segundo piso|barda)',
      '(?:arm|leg|ankle|wrist|finger|hip|foot|knee|elbow|neck|shoulder|brazo|pierna|tobillo|muneca|dedo|cadera|pie|rodilla|codo|hombro) (?:\\w+ ){0,5}(?:wrong way|weird angle|odd angle|funny angle|wrong angle|sideways|backwards|bent (?:weird|wrong|back)|angulo|torcid\\w* para|al reves|volteado)',
      `(?:fluid|liquid|liquido|blood|sangre|water) (?:\\w+ ){0,4}(?:ears?|nose|oidos?|nariz) & ${fell}`,
      '(?:dog|perro|pitbull|cat|raccoon|mono) (?:\\w+ ){0,3}(?:bit|attacked|mauled|mordi\\w*|ataco) & (?:face|lip|torn|deep|blood\\w*|bleed\\w*|hanging|throat|open|neck|hand|cara|labio|profund\\w*|sangr\\w*|cuello|abiert\\w*)|mordio (?:un|el) perro (?:\\w+ ){0,3}(?:cara|labio|cuello|mano)',
      '(?:cayo|callo|pego|golpeo|dio|dieron|aventaron) (?:\\w+ ){0,5}(?:en|sobre) (?:la|mi|su) (?:cabeza|nuca|craneo)',
      '(?:no (?:me|se) (?:acuerdo|acuerda)|(?:dont|doesnt|cant|cannot) (?:even )?remember|memory|memoria) & (?:golpe\\w*|hit (?:my|his|her|the)|after the (?:fall|crash|hit)|head|accident|crash|accidente|caida|fell)(?! (?:shot|spa))',
      '(?:alacran|escorpion|vibora|serpiente|cascabel|viuda negra|scorpion|rattlesnake|snake|black widow|brown recluse) & (?:pic[oa]\\w*|mord\\w*|bit|bite|bitten|stung|sting)',
    ],
  },
  {
    kind: 'pregnancy',
    confidence: 0.87,
    phrases: [
      '(?:de|tengo|con|voy en|im|i am|at) \\d+ (?:meses|semanas|weeks|wks|months) & (?:lucecitas|contracc\\w*|contraction\\w*|presion (?:alta|en)|rompi\\w*|fuente|(?:no )?se mueve|not moving|spots|leaking|gush|cramp\\w*|(?<!sin )sangr\\w*|bleed\\w*|manchad\\w*|colicos|liquido|cabeza (?:\\w+ ){0,4}(?:veo|vista))',
      '(?:pari|parto|di a luz|dio a luz|gave birth|delivered|had (?:my|the|a) baby|c ?section|cesarea) & (?:fiebre|calentura|fever|chills|escalofrios|soak\\w*|clots?|coagulos|sangr\\w* (?:\\w+ )?mucho|bleeding (?:\\w+ )?(?:a lot|heav\\w*|so)|headache|leg|chest|breath\\w*|faint\\w*|desmay\\w*)(?! (?:hair|scar|years?|last year|cicatriz))',
    ],
  },
  {
    kind: 'botulism',
    confidence: 0.86,
    phrases: [
      `@${toxin} & (?:jelly|gelatina|trapo|noodle\\w*|floppy|(?:no tengo|sin|perdi) (?:la )?fuerzas?|weak (?:all|arms?|legs?|neck|everywhere)|wont chew|cant chew|drool\\w*|babe\\w*|debil\\w*|weakness|se me cae la cabeza|seeing double|veo doble|slurr\\w*|nasal voice|choking)`,
    ],
  },
  {
    kind: 'dental',
    confidence: 0.84,
    phrases: [
      '(?:tooth|teeth|dientes?|muelas?) (?:\\w+ ){0,4}(?:pushed|jammed|shoved|driven|bent|knocked|metio|metieron|enterr\\w*) (?:\\w+ ){0,3}(?:up|in|into|back|encia|adentro|para)',
      '(?:jaw|mandibula|quijada) (?:\\w+ ){0,3}(?:popped out|pops? out|out of (?:place|socket|joint)|dislocat\\w*|unhinged|stuck (?:open|shut)|zaf\\w*|salio|desencaj\\w*|trab[oa]\\w*|locked)|se me (?:zafo|salio|trabo|desencajo|disloco) la (?:mandibula|quijada)',
      '(?:tooth\\w*|teeth|molar|gum|abscess|dolor de muelas?|muela|diente) & (?:so bad|unbearable|no aguanto|worst|excruciating|killing me|insoportable|horrible) & (?:cry\\w*|cant (?:sleep|eat|function|take|think)|llor\\w*|no (?:\\w+ ){0,3}dorm\\w*|screaming|er\\b|pass out|ya no|swollen|hinch\\w*|fever|fiebre)',
    ],
  },
  {
    kind: 'child',
    confidence: 0.86,
    phrases: [
      '(?:wet )?(?:diapers?|nappy|nappies|panal(?:es)?) & (?:hasnt|havent|no (?:ha|moja)|not|sin mojar|dry|seco|all day|todo el dia|hours|horas) & (?:wet|dry|moja\\w*|seco|pee|sleepy|all day|todo el dia|dormid\\w*|decaid\\w*)',
      '(?:bebe|recien nacid[oa]|baby|newborn|infant) (?:\\w+ ){0,3}\\d+ (?:semanas?|dias?|weeks?|days?|wks?) & (?:fiebre|calentura|fever|caliente|hot|no come|wont eat|vomit\\w*)',
      `${child} & (?:listless|lethargic|decaid\\w*|floppy|not himself|not herself|wont drink|no quiere (?:tomar|comer)|not drinking|aguad[oa]|letargic\\w*) & (?:fever|fiebre|vomit\\w*|diarrhea|diarrea|drink|tomar|sleepy|all day|limp|hours|horas|rash)`,
    ],
  },
  {
    kind: 'blood_clot',
    confidence: 0.82,
    phrases: [
      '@(?:(?:one|left|right|my|una|la) (?:sola )?(?:leg|calf|thigh|arm|pierna|pantorrilla)) (?:\\w+ ){0,4}(?:bigger|twice|blew up|swollen|swelled|swelling|hinch\\w*|inflam\\w*|purple|tight) & (?:lipo\\w*|surgery|flight|ach\\w*|hurts?|pain\\w*|hard|warm|hot|red|pill|operation|other|cirugia|vuelo|duele\\w*|dolor\\w*|caliente|roj\\w*|purple)',
      '(?:i have|i got|ive got|is it|think its|think i have|might be|could be|might have|feels like|tengo|creo que (?:es|tengo)) (?:a |un )?(?:blood )?(?:clot|coagulo|trombo)\\b',
    ],
  },
  {
    kind: 'severe_pain',
    confidence: 0.8,
    phrases: [
      'pain (?:\\w+ ){0,3}(?:an? |like |at )*(?:10|ten|9|nine)(?= |$)(?! (?:am|pm|dollars|min\\w*|days?|weeks?))',
      '(?:pain|dolor) (?:\\w+ ){0,3}(?:out of control|unmanageable|through the roof|next level|off the charts|fuera de control|de locos)',
      '(?:in|pure|absolute|total|such) agony|agonizando|(?:doubled|bent|hunched|keeled) over|curled up (?:in|on)',
      '(?:havent|hasnt|not|no) been able to (?:pee|urinate|go pee)|(?:cant|unable to) (?:pee|urinate|empty)',
      '(?:panza|estomago|barriga|abdomen|vientre|belly|stomach) (?:\\w+ ){0,3}(?:dur[oa]|rigid\\w*|hard|like a (?:rock|board)|tabla|piedra) & (?:vomit\\w*|fever|fiebre|pain\\w*|dol\\w*|duele|throw\\w*|puk\\w*)',
      '(?:cant|cannot|no puedo) (?:\\w+ )?(?:stand|take|bear|handle|tolerate|aguantar|soportar) (?:\\w+ ){0,3}(?:pain|dolor)',
    ],
  },
]
