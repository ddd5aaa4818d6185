/**
 * What people say who do not know the word for it: a part or power of the body together with what is wrong with it, in
 * English and Spanish at once. `@` marks a part of which a `no` before it denies nothing (`no veo con ese ojo`).
 */
import type { RedFlagPhrases } from './red-flag-kinds.ts'

const filler =
  '(?:fillers?|inject\\w*|\\binj\\b|syringe\\w*|juvederm|restylane|sculptra|radiesse|hyaluron\\w*|nasolabial|tear trough|nose job|lips? (?:done|filled|plump\\w*|injected)|relleno\\w*|rellen\\w*|hialuronico|inyect\\w*|infiltr\\w*|rinomodel\\w*|surco|ojeras|jeringa|acido)'
const toxin =
  '(?:botox|tox|btx|dysport|xeomin|toxin\\w*|masseter\\w*|masetero\\w*|toxina|inyeccion\\w*|forehead shots?|neck bands|platysma\\w*)'
const spot =
  '(?:skin|lips?|nose|nostrils?|cheeks?|chin|corner|patch\\w*|spot|area|tip|fold|forehead|temple|glabella|mouth|piel|labios?|nariz|punta|menton|mejilla|frente|comisura|zona|pedazo|sien|parche|entrecejo)'
const wrongColour =
  '(?:white|paper white|pale|blanch\\w*|blue|bluish|purple\\w*|purplish|violet|gr[ae]y\\w*|black\\w*|dusky|mottl\\w*|marbl\\w*|lac[ey]\\w*|net|web|spiderweb\\w*|ashen|blotchy|livid|blanc[oa]s?|blanquecin\\w*|palid[oa]s?|azul\\w*|morad[oa]s?|amoratad\\w*|violace\\w*|gris\\w*|negr[oa]s?|negruzc\\w*|marmol\\w*|jaspead\\w*|telarana|red|manchas tipo|livid\\w*|ceniz\\w*|lila)'
const child =
  '(?:bab(?:y|ies)|newborn|infant|toddler|kid|child|son|daughter|grandson|granddaughter|niece|nephew|\\d+ ?(?:yo|y/o|yr old|yrs old|year old|years old|month old|months old|mo|months|week old|weeks old)|little (?:one|boy|girl|guy)|bebe\\w*|nin[oa]s?|ninit[oa]|hij[oa]|hijit[oa]|niet[oa]|nietecit[oa]|sobrin\\w+|chiquit[oa]|pequen[oa]|recien nacid[oa]|nen[ea]|peque|chamac[oa]|hermanit[oa])'

export const redFlagSigns: RedFlagPhrases[] = [
  {
    kind: 'vision_loss',
    confidence: 0.85,
    phrases: [
      '(?:no distingo|no logro ver|no alcanzo a ver|veo puro|solo veo|only see|all i see is|see nothing but) (?:\\w+ ){0,4}(?:nada|sombras?|negro|oscuro|manchas|luz|bultos|black|dark\\w*|shadows?|white|light|spots?|con (?:el|un) ojo|del ojo|ojo)',
      '@(?:eye|eyes|ojo|ojos) & (?:popped|bulging|bleeding|blood in|full of blood|punctur\\w*|stabbed|scratched bad\\w*|glass|metal|nail|reventado|sangra\\w*|sangre en|clavo|vidrio|astilla|salido|saltado|halos)(?! (?:liner|lashes))',
    ],
  },
  {
    kind: 'botulism',
    confidence: 0.85,
    phrases: [
      '@(?:botox|tox|btx|dysport|xeomin|toxin\\w*|toxina|injections?|inyecci\\w*|shots?) & (?:cant|cannot|couldnt|no (?:puedo|me)|unable|hard to|trouble|dificil|difficulty|cuesta) & (?:close my eyes|smile and|chew|swallow\\w*|hold|lift|talk|speak|breathe|keep my head|cerrar los ojos|masticar|tragar|hablar|sostener|levantar|respirar|abrir los ojos)',
      '(?:voz|voice) & (?:trag\\w*|swallow\\w*|chok\\w*|ahog\\w*) & (?:no|cant|hard|mal|bien|trouble|se me va|gone|perd\\w*|cuesta)',
    ],
  },
  {
    kind: 'stroke',
    confidence: 0.85,
    phrases: [
      '(?:no (?:me |le )?(?:siento|siente|responden)|cant feel|cannot feel|lost feeling in|no feeling in) (?:\\w+ ){0,2}(?:piernas?|brazos?|legs?|arms?|hands?|manos?|cuerpo|body|pies|feet|side|lado)(?! (?:de la silla|lol))',
    ],
  },
  {
    kind: 'chest_pain',
    confidence: 0.9,
    phrases: [
      '@(?:chest|breastbone|sternum|pecho|esternon|torax) & (?:clutch\\w*|grab\\w*|holding|gr[ae]y|pale|sweat\\w*|pressure|crush\\w*|squeez\\w*|tight\\w*|heav\\w*|stabb\\w*|sharp|ache\\w*|aching|arm|jaw|shoulder|elephant|weigh\\w*|sitting|standing on|brick|anvil|numb|burning|peso|pesad\\w*|oprim\\w*|opresion|presion|apret\\w*|aprieta|agarr\\w*|punzada\\w*|sud\\w*|brazo|mandibula|quijada|espalda|palid\\w*|duele|dolor|elefante|falta fuerza|ahog\\w*|raro|rara|explot\\w*)',
      '@(?:heart|corazon) & (?:stopping|stopped|skipping|about to (?:stop|explode)|giving out|fail\\w*|pounding out|attack|infarto|parar\\w*|para de golpe|se me sale|brincos|duele|punzad\\w*|apret\\w*|salta\\w*)',
      '(?:infarto|infartando|infartado|attack in the heart|coronary|preinfarto|heart failure|paro cardi\\w*)',
      '(?:pain|ache|pressure|numb\\w*|tingl\\w*|dolor|duele|hormigueo|adormec\\w*|dormid\\w*|durmiendo) & @(?:left arm|left shoulder|brazo izquierdo|hombro izquierdo|jaw and (?:arm|neck|back)|arm and jaw|mandibula y (?:el )?brazo) & (?:sweat\\w*|breath\\w*|nause\\w*|chest|dizzy|heart|faint|sud\\w*|pecho|aire|mareo|mare\\w*|presion|fria?|now|ahora|pressure|vomit\\w*)',
    ],
  },
  {
    kind: 'breathing',
    confidence: 0.9,
    phrases: [
      '(?:cant|cannot|cnt|couldnt|hard to|trouble) (?:\\w+ )?(?:inhal\\w*|exhal\\w*|bre?a?th\\w*)',
      '@(?:lungs?|pulmon\\w*) & (?:full of|fluid|water|collapsed?|burn\\w*|agua|llenos?|arden|duelen)',
      '(?:poniendo|puso|ponen|turning|turned|going) (?:todo |toda |all )?(?:morad[oa]s?|azul(?:es)?|blue|purple)(?! (?:de (?:frio|risa)|uñas|nails|hair))',
      '@(?:breath\\w*|lungs?|inhal(?:e|ing)|respir\\w*|pulmon\\w*|aire|oxygen|oxigeno) & (?:straw|popote|struggl\\w*|cant (?:get|finish|catch|talk|breathe|lie|speak)|cannot|barely|shallow|labou?red|noisy|whistl\\w*|wheez\\w*|rattl\\w*|gurgl\\w*|gasp\\w*|weird|heavy|tight\\w*|short of|running out|cuest\\w*|costando|dificil|falta\\w*|no puedo|no puede|casi no|apenas|no me entra|no entra|no le entra|silb\\w*|pitid\\w*|agitad\\w*|se me va|trabajo|entrecort\\w*|ronc\\w*|cada vez|ahog\\w*|drown\\w*|underwater|finish a sentence|purple|blue)',
      '(?:chok(?:ing|ed|es)|atragant\\w*|ahogando|ahogandose|suffocat\\w*|se ahoga|me ahogo|asfixia\\w*)(?! (?:up|on my words|con el precio))',
      '(?:turning|turned|going|went|looks?|lips|face|se (?:esta )?(?:poniendo|puso)|esta) (?:\\w+ ){0,3}(?:blue|azul|morad[oa]|purple) & (?:he|she|baby|hes|shes|el|ella|bebe|mi|my|him|her|breath\\w*|respir\\w*)',
      '(?:throat|garganta|gorge|airway) & (?:clos\\w*|tight\\w*|swell\\w*|swollen|squeez\\w*|cerr\\w*|cierr\\w*|apret\\w*|hinch\\w*|inflam\\w*|lump|bola|knot|block\\w*|tap[ao]\\w*)(?! (?:sore))',
      '(?:cant|cannot|couldnt|no (?:puedo|puede)) (?:finish|say|complete|decir|terminar|hablar) (?:\\w+ ){0,3}(?:sentences?|words?|frases?|palabras?|seguido)',
    ],
  },
  {
    kind: 'anaphylaxis',
    confidence: 0.9,
    phrases: [
      '@(?:tongue|lengua|throat|garganta|lips?|labios?|face|cara|rostro|eyes?|eyelids?|parpados?|mouth|boca|neck|cuello) & (?:too big|size of|huge|ballon\\w*|balloon\\w*|twice|doubl\\w*|blew up|blowing up|blown up|swelling (?:up|fast|more|so)|still swelling|swollen shut|like (?:a )?(?:sausage|golf ball|monster|elephant|balloon|pumpkin)|globo|enorme\\w*|monstruo|deform\\w*|se me (?:esta )?(?:hinch\\w*|inflam\\w*|cerr\\w*|cierr\\w*)|hinchadisim\\w*|inflamadisim\\w*|sapo|cada vez mas (?:hinch\\w*|inflam\\w*|grande)|shut|cerrad\\w*|casi no abro) & (?:minutes?|mins?|hour\\w*|now|took|antibiotic\\w*|ate|pill\\w*|cream|allerg\\w*|alerg\\w*|itch\\w*|hives|rash|fast|breath\\w*|swallow\\w*|filler|inject\\w*|lidocaine|numbing|sting|bee|mouth|pica\\w*|ronch\\w*|comezon|minutos|ahora|crema|tome|comi|medicina|pastilla|respir\\w*|trag\\w*|rapido|inyecc\\w*|anestesia|desde|since|after|despues|you gave|me dieron|help|rara?|weird|voice|talk|peor|worse|epi\\w*|horrible|dizzy|faint\\w*|mare\\w*|abeja|picadura|nut\\w*|shrimp|camaron\\w*)',
      '(?:hives|welts|ronchas|urticaria|habones|sarpullido|salpullido|rash) & (?:all over|everywhere|whole body|todo el cuerpo|por todas partes|por todos lados|hasta|down to|spreading|extend\\w*|faint\\w*|dizzy|mare\\w*|breath\\w*|respir\\w*|throat|garganta|swell\\w*|swollen|hinch\\w*|tongue|lengua|lips|labios|vomit\\w*|voice|voz|tight\\w*|wheez\\w*|pecho|chest)',
      '(?:epi ?pen|epinephrine|adrenalina|anaphyl\\w*|anafil\\w*)',
      '(?:allerg\\w*|alerg\\w*|reaction|reaccion) & (?:swollen|swell\\w*|hinch\\w*|inflam\\w*|hoarse|ronca|breath\\w*|respir\\w*|throat|garganta|tongue|lengua|faint\\w*|mare\\w*|fuerte|severe|bad|serious|grave|closing|whole body|todo el cuerpo|help|ayuda)',
    ],
  },
  {
    kind: 'stroke',
    confidence: 0.9,
    phrases: [
      '@(?:face|mouth|smile|smil\\w*|lip|eye|cara|boca|sonrisa|ojo|rostro|cachete) & (?:hang\\w*|droop\\w*|crooked|lopsided|slid\\w*|slipp\\w*|uneven all|one side fell|fell on one side|went dead|de lado|chuec\\w*|torcid\\w*|torcio|tuerce|torciendo|se le (?:fue|cayo|cae|cayendo)|se me (?:fue|cayo|durmio)|caid[oa]|ladead\\w*|paraliz\\w*|colgando|colgad\\w*|dormid\\w*) & (?:speech|slur\\w*|word\\w*|talk\\w*|speak\\w*|arm|leg|hand|confus\\w*|sudden\\w*|left|right|side|lift|weak\\w*|numb|understand|hablo|habla\\w*|dice|brazo|pierna|mano|repente|lado|entiend\\w*|izquierd\\w*|derech\\w*|debil\\w*|raro|nada|walk\\w*|camin\\w*|grandma|grandpa|mom|dad|abuel\\w*|papa|mama|mi)',
      '@(?:side|half|arm|leg|hand|body|lado|mitad|brazo|pierna|mano|cuerpo) (?:\\w+ ){0,5}(?:went dead|went numb|gone numb|goes numb|dead weight|wont work|stopped working|not working|gave out|is dead|feels dead|paralyzed|paralysed|asleep all of|limp|paraliz\\w*|dormi\\w*|durmi\\w*|adormec\\w*|entumi\\w*|entumec\\w*|no (?:me|le) responde\\w*|no (?:me |la |lo |las |los )?siento|muert[oa]|sin fuerza|se me fue)',
      '(?:words?|speech|palabras|habla|hablar|hablo|hablando|talking|sentences) (?:\\w+ ){0,6}(?:wrong|jumbled|mixed up|garbled|slurr\\w*|mush\\w*|gibberish|no sense|salad|raro|enredad\\w*|trabad\\w*|arrastr\\w*|mal|incoheren\\w*|como borrach\\w*|no (?:me )?salen|traba\\w*|sin sentido)',
      '(?:slurr\\w*|gibberish|hablando enredado|habla enredado|no se le entiende|no le entiend\\w*|not making (?:any )?sense|isnt making (?:any )?sense|talking nonsense|sounds drunk|como borrach[oa]|dice incoherencias|disparates)',
      '(?:cant|cannot|unable to|no puedo|no puede|ya no) (?:\\w+ ){0,3}(?:feel|move|lift|raise|walk straight|stand up|mover|levantar|sentir|caminar|sostener) & @(?:arm|leg|side|face|hand|half|legs|brazo|pierna|piernas|lado|cara|mitad|mano|double|straight|equilibrio) & (?:sudden\\w*|all of a sudden|repente|golpe|nada|pronto|words|face|speech|head\\w*|out of nowhere|this morning|just now|left|right|cabeza|habla\\w*|woke|amanec\\w*|despert\\w*|izquierd\\w*|derech\\w*|grandma|mom|dad|weird|rar[oa])',
      '(?:headache|head|cabeza|migraine|migrana) & (?:worst|thunderclap|exploding|explo\\w*|like (?:a )?(?:bomb|lightning|hit by)|out of nowhere|peor (?:dolor )?de mi vida|reventar|estall\\w*|trueno|rayo) & (?:life|seeing|double|vision|walk|neck|vomit\\w*|suddenly|nowhere|headache|vida|veo|doble|cuello|repente|cant|dolor|head|cabeza|pain)',
      '(?:keeps? asking the same|doesnt (?:know|recogni[sz]e|remember) (?:who|where|me|us|what|her own|his own)|no (?:sabe|reconoce|se acuerda) (?:\\w+ )?(?:quien|donde|como se llama|a nadie|a su|nos)|me pregunta lo mismo|repite lo mismo)',
    ],
  },
  {
    kind: 'consciousness',
    confidence: 0.9,
    phrases: [
      '(?:limp|floppy|slumped|out cold|lifeless|unrespons\\w*|not answering|wont answer|doesnt answer|not responding|wont open (?:his|her|their) eyes|eyes (?:rolled|rolling|are rolled|went white)|wont wake|cant wake|cant rouse|cant get (?:him|her|them) (?:to wake|up)|dropped to the (?:floor|ground)|hit the floor|on the floor not|turned stiff|went stiff|body is stiff|foaming|frothing|blacking out|keep passing out|black ?out|blackouts)',
      '(?:desvanec\\w*|desmay\\w*|desplom\\w*|inconscient\\w*|ojos en blanco|ojos (?:se le )?(?:fueron|voltear\\w*|van) (?:para|hacia) (?:atras|arriba)|no (?:contesta|reacciona|despierta|responde|se despierta|abre los ojos|vuelve)|no (?:la|lo) puedo despertar|(?:cayo|cayo al) (?:redond[oa]|suelo|piso)|perdio el (?:conocimiento|sentido)|se fue de lado|echa(?:ndo)? espuma|espuma por la boca|se puso ties[oa]|convulsion\\w*|le (?:dio|esta dando|dan) (?:un|el|los) (?:ataque\\w*|convulsion\\w*)(?! de (?:risa|tos|nervios|celos))|siento que me (?:voy|desmayo|desvanezco)|temblando tod[oa])',
      '(?:having|had|has|in the middle of) (?:a|another) fit\\b|(?:going|went|gone) (?:into shock|unconscious|stiff|blank)|wont stop (?:shaking|seizing)|cant (?:stay awake|keep (?:his|her|my) eyes open)',
      '(?:shaking|trembling|jerking|twitching) (?:all over|uncontroll\\w*|on the (?:floor|ground)|and (?:wont|not|cant))',
      '(?:sugar|glucose|azucar|glucosa) & (?:[2-4]\\d|[4-9]\\d\\d|low|drop\\w*|crash\\w*|bajisim\\w*|por los suelos|altisim\\w*|baj\\w*|hi) & (?:shak\\w*|sweat\\w*|confus\\w*|pass\\w*|faint\\w*|wake|tembl\\w*|sud\\w*|confund\\w*|desmay\\w*|responde\\w*|insulin\\w*|vomit\\w*|talk\\w*|habla\\w*|weird|raro|rara|drowsy|dormid\\w*|cant|no puede)',
    ],
  },
  {
    kind: 'bleeding',
    confidence: 0.88,
    phrases: [
      '(?:blood|bleed|bleeds|bleeding|bled|hemorrhag\\w*|sangre|sangr[ao]\\w*|sangrado|hemorragia|blood clots) & (?:towels?|soak\\w*|drench\\w*|pads?|gauze|drip\\w*|floor|everywhere|all over|every bandage|through|thru|pool\\w*|puddle|bucket|hours?|dizzy|faint\\w*|pressing|pressed|pressure on|this much|so much|so many|a lot|lots of|tons|losing|lost|gush\\w*|pour\\w*|spurt\\w*|squirt\\w*|nonstop|non stop|wont|keeps?|filling|fills|ears?|sliced|saw|artery|toallas?|gasas?|empap\\w*|charco|chorro\\w*|borbotones|partes|horas?|toda la noche|todo el dia|all night|all day|since yesterday|desde ayer|mare\\w*|apret\\w*|presion\\w*|mucha|mucho|muchisim\\w*|no (?:me |le |se )?(?:para|corta|detiene|deja)|oidos?|no se corta|litros|tanta|vomit\\w*|cough\\w*|tos\\w*|llen\\w*|coagul\\w*|clots?|eliquis|warfarin|xarelto|blood thinners?|anticoagul\\w*|sigue|todavia|no cede)(?! (?:test|pressure))',
      '(?:gushing|spurting|squirting|a chorros|a borbotones|desangr\\w*|bleeding out|bled out|hemorrhaging|blood everywhere)',
      '(?:sliced|slashed|severed|chopped|cut (?:off|through|my wrist|his wrist|her wrist)|gash|gashed|stabbed|impaled|amputat\\w*|se (?:corto|rebano|amputo|trozo)|me (?:corte|rebane)) & (?:finger\\w*|hand|wrist|arm|leg|foot|bone|deep|saw|knife|glass|blood|tendon|toe|dedo\\w*|mano|muneca|brazo|pierna|hueso|profund\\w*|cuchillo|vidrio|sierra|sangre|navaja)',
      '(?:wound|stitches|incision|cut|herida|puntos|sutura|cicatriz) & (?:opened|burst|split|wide open|popped|came apart|ripped open|abri\\w*|revent\\w*|se solt\\w*) & (?:blood|bleed\\w*|sangr\\w*|insides|see|fat|bone|fluid|hueso|ve|grasa|partes|faint|ayuda|help|now)',
    ],
  },
  {
    kind: 'vision_loss',
    confidence: 0.9,
    phrases: [
      '@(?:eyes?|vision|sight|eyesight|ojos?|vista|vision) & (?:dark\\w*|black|gone|turned off|went (?:out|off|away|black|dark)|curtain|shadow\\w*|double|blank|fad(?:ed|ing)|disappear\\w*|missing|blind|tunnel|lights? (?:went|got|out)|lost|losing|blurr\\w*|sombras?|negro|oscur\\w*|apag\\w*|nubl\\w*|borros\\w*|cortina|cieg[oa]|perdi\\w*|perdiendo|doble|se (?:me |le )?(?:fue|va)|lucecitas|destellos|sin ver|no veo|no ve|manchas negras|no puedo ver|dejo de ver|deje de ver)(?! (?:circles|spots under|bags|eyeliner|mascara))',
      '(?:vision|sight|eyesight|vista) (?:is |se me esta |esta )(?:going|leaving|gone|fading|yendo|apagando|cerrando)',
      '(?:cant|cannot|can not|can barely|couldnt|suddenly cant|unable to) see (?:anything|a thing|at all|nothing|out|from|on (?:the|my|one)|with|shit|properly|clearly|straight|half|much)',
      '(?:cant|cannot|can not) see & (?:eyes?|dark|sudden\\w*|filler|inject\\w*|one side|left|right|both|blurry|black|help|pls|please help|scared)',
      '(?:no veo|ya no veo|no ve|sin ver|deje de ver|dejo de ver|casi no veo|no puedo ver) & (?:ojo\\w*|lado|nada|repente|oscuro|sombras|bien|golpe|relleno|inyecc\\w*|negro|borroso)(?! (?:hora|cita|bien la|el link|bien el))',
      '(?:quede|quedo|quedando|me estoy quedando|dejaron|dejo) (?:\\w+ )?cieg[oa](?! de lo)',
    ],
  },
  {
    kind: 'vascular_occlusion',
    confidence: 0.86,
    phrases: [
      `@${filler} & ${wrongColour} & (?:${spot}|pain\\w*|hurts?|cold|press|spread\\w*|moving|worse|turn\\w*|went|gone|duele\\w*|dolor\\w*|fri[oa]|aprieto|extend\\w*|pus[oe]\\w*|poniendo|quedo|normal|since|hours?|hrs|desde|ayer|yesterday|side)`,
      `@${spot} & ${wrongColour} & (?:hurts?|painful|pain|throb\\w*|ice cold|cold|numb|press|doesnt (?:turn|come|go)|spread\\w*|moving|toward|bruise|painkillers|lace|net pattern|blister\\w*|duele\\w*|dolor\\w*|fri[oa]s?|helad\\w*|aprieto|no regresa|extend\\w*|avanza|poniendo negr\\w*|ponie\\w*|pulsa\\w*|insoportable)`,
      `(?:poniendo|puso|turning|turned|going|went|gone) (?:\\w+ ){0,2}(?:negr[oa]|morad[oa]|azul|gris|blanc[oa]|black|gr[ae]y|blue|purple|white) & @${spot}`,
      `@${filler} & (?:unbearable|excruciating|insane|worst|throbbing|agony|killing me|insoportable|horrible|brutal|muchisimo|no aguanto|me mata) & (?:pain\\w*|hurts?|dolor\\w*|duele\\w*|throbbing)`,
      '(?:press|push|aprieto|presiono|pulso) (?:\\w+ ){0,8}(?:doesnt|wont|not|no) (?:\\w+ ){0,3}(?:pink|colou?r|turn|come back|go back|regresa|vuelve|recupera)',
    ],
  },
  {
    kind: 'severe_infection',
    confidence: 0.86,
    phrases: [
      '(?:fever\\w*|feverish|temp of|temperature of|burning up|chills|delirious|rigors|10[2-5](?:\\.\\d)?|39(?:\\.\\d)?|40(?:\\.\\d)?|fiebre|calentura|escalofrios|temperatura|tiritando|delirando) & @(?:red\\w*|streak\\w*|scalp|wound|incision|stitches|surgery|spot|peel|laser|filler|inject\\w*|botox|implant|graft\\w*|tooth|jaw|face|cheek|neck|swollen|swell\\w*|pus|ooz\\w*|weep\\w*|leak\\w*|smell\\w*|confus\\w*|stiff|leg|skin|abscess|spread\\w*|hot|throb\\w*|herida|roj\\w*|linea|raya|cirugia|puntos|peeling|relleno|inyecc\\w*|injerto|diente|muela|cara|cuello|hinch\\w*|materia|huele|pierna|piel|absceso|pus|supur\\w*|cuero cabelludo|confund\\w*|trasplante|operacion|labio\\w*|rash|neck|headache|purple)',
      '(?:pus|ooz\\w*|weeping|leaking|drain\\w*|discharge|green stuff|yellow stuff|materia|supur\\w*|pudr\\w*|podrid\\w*) & @(?:wound|incision|stitches|scalp|face|lip|skin|peel|laser|filler|site|spot|graft\\w*|implant|socket|eye|herida|puntos|cara|piel|labio|injerto\\w*|cicatriz|cabeza|relleno|zona|cirugia) & (?:sick|fever|hot|heart|shak\\w*|smell\\w*|stink\\w*|huele|feo|spread\\w*|red|swollen|pain\\w*|dizzy|confus\\w*|fiebre|tembl\\w*|corazon|caliente|roj\\w*|hinch\\w*|dolor\\w*|mal|yellow|green|verde|amarill\\w*|throbbing|worse|peor)',
      '(?:subiendo|sube|subio|extiende|avanza|crece|spreading|climbing|moving up) (?:\\w+ ){0,3}(?:raya|linea|mancha|redness|red|rojo)',
      '(?:implant|graft|stitches|incision|surgery|surgical|drain|injerto|implante|protesis|appendix|apendice|abscess|absceso|cyst|quiste) (?:\\w+ ){0,3}(?:burst|ruptured|exploded|split open|opened up|came out|falling out|revent\\w*|exploto|salio|abrio)',
      '(?:red|redness|line|lines|streaks?|swelling|linea|raya|roj\\w*|hinchazon|mancha roja) (?:\\w+ ){0,6}(?:going up|moving up|climbing|spreading|crawling|up my|doubled|subiendo|sube|va subiendo|extendiendo|crece|creciendo|avanza\\w*)',
    ],
  },
  {
    kind: 'pregnancy',
    confidence: 0.88,
    phrases: [
      '@(?:pregnan\\w*|prego|preggers|trimester|\\d+ ?(?:wks?|weeks?|months?) (?:pregnant|along|preg|in)|\\d+ ?(?:wks?|weeks)|embaraz\\w*|\\d+ semanas|\\d+ meses de|encinta|tengo \\d+ (?:semanas|meses)|gestacion|expecting|due (?:in|next|date)) & (?:bleed\\w*|blood\\w*|soak\\w*|pad|clots?|cramp\\w*|contraction\\w*|water broke|waters|leaking|gush\\w*|headache|spots|blurr\\w*|face swollen|swollen|bp|pressure 1[4-9]\\d|1[4-9]\\d ?/|kicks?|kicking|movement|moving|move|pain|fell|fall|seizure|faint\\w*|passed out|sangr\\w*|coagul\\w*|colicos?|contraccion\\w*|fuente|liquido|dolor\\w*|duele\\w*|lucecitas|vista|hinchad\\w*|presion|mueve|movimientos?|siento al|patea|patad\\w*|cai|caida|desmay\\w*|convuls\\w*|no siento|manchando|manchado)(?! (?:ago|forward|to|lasts?|results?))',
      '(?:miscarr\\w*|losing the baby|lost the baby|perdiendo (?:al|el|a mi) bebe|aborto|aborting|baby is coming|bebe ya viene|ya viene el bebe|esta saliendo (?:la cabeza|el bebe)|head is (?:out|coming|crowning)|crowning|in labou?r|going into labou?r|water (?:just )?broke|rompi (?:la )?fuente|se me rompio (?:la )?(?:fuente|bolsa|membrana)|contractions? (?:every|are)|contracciones (?:cada|muy)|pushing now|need to push|cord (?:is|came)|cordon)',
      '@(?:baby|bebe) & (?:hasnt moved|not moving|stopped moving|isnt moving|no movement|less movement|not kicking|stopped kicking|no kicks|no se mueve|dejo de moverse|no lo siento|no la siento|no siento|no se ha movido)',
    ],
  },
  {
    kind: 'botulism',
    confidence: 0.9,
    phrases: [
      `@${toxin} & (?:swallow\\w*|chew\\w*|double vision|seeing double|everything is double|tongue (?:feels|is|weak)|voice|hoarse|slur\\w*|speak\\w*|noodles|weak (?:arms?|legs?|neck|all|muscle)|(?:arms?|legs?|neck|muscles?|hands?|body) (?:\\w+ ){0,4}(?:weak\\w*|limp|heavy|noodles|jelly)|limp|lids|both eyes|keep my eyes open|hold (?:my )?head|head up|breath\\w*|drool\\w*|dry mouth|choking|choke|trag\\w*|mastic\\w*|saliva|baba|voz|ronc[oa]|doble|debil\\w*|sin fuerza|parpados caidos|lengua|respir\\w*|sostener|atora\\w*|atragant\\w*|boca seca|cabeza se me cae|cae la baba|no me sale)`,
      '(?:se me atora|se me va chueco) (?:\\w+ ){0,3}(?:agua|comida|saliva)',
      '(?:everything|todo|see|seeing|veo|vision) (?:\\w+ ){0,2}(?:double|doble) & (?:speak|swallow\\w*|weak\\w*|tox|botox|arms|lids|hablar|tragar|debil\\w*|brazos|parpados)',
    ],
  },
  {
    kind: 'dental',
    confidence: 0.85,
    phrases: [
      '@(?:tooth|teeth|molar|wisdom|extraction|root canal|gum|gums|socket|dental|implant|abscess|diente|dientes|muela|extraccion|endodoncia|encia\\w*|juicio|cordal|flemon|absceso) & (?:fever|still bleeding|wont (?:quit|stop)|filling with blood|box of gauze|gauze for|swollen (?:jaw|face|neck|cheek|eye|shut)|swelling under|under my tongue|swallow\\w*|throat|jaw (?:is )?(?:swollen|locked)|cant open|eye (?:is )?(?:swollen|clos\\w*)|size of a|fiebre|39|no (?:se|me|le) (?:corta|para)|sangr\\w* (?:mucho|todavia|desde|sin)|mucha sangre|hinchad\\w*|hinchadisim\\w*|deform\\w*|debajo de la lengua|tragar|pasar saliva|abrir la boca|abro la boca|ojo (?:casi )?cerrado|garganta|pus|spreading|extend\\w*|breath\\w*|respir\\w*|drool\\w*)(?! (?:ago|blisters?))',
      '@(?:jaw|mandibula|quijada|neck|cuello|under my (?:chin|jaw|tongue)|debajo de la lengua|floor of my mouth) & (?:rock hard|swollen|swelling|locked|hanging|crooked|out of place|dislocat\\w*|hot potato|broken|hinchad\\w*|hinchadisim\\w*|dura como|trabad\\w*|chueca|desencaj\\w*|se me (?:salio|zafo)|colgando) & (?:cant|mouth|swallow\\w*|close|open|lie|breath\\w*|fever|bleed\\w*|teeth|tooth|spit|talk|sound|voice|no (?:puedo|abro)|casi no|fiebre|boca|trag\\w*|respir\\w*|saliva|dientes?|muela|sangr\\w*|golpe|hit|elbow\\w*|punch\\w*)',
      '(?:knocked out|knocked|kicked|punched|elbowed|hit|fell|ball|bike|se (?:cayo|golpeo|pego)|pelotazo|balonazo|golpe|punetazo|codazo|caida) & @(?:tooth|teeth|diente|dientes) & (?:out|fell|came|hand|milk|loose|pushed|root|broken|blood|bleed\\w*|hanging|gone|salio|cayo|volo|flojo|mano|leche|raiz|sangr\\w*|rot[oa]|metio|entero|completo|tumb\\w*|sac\\w*)',
    ],
  },
  {
    kind: 'child',
    confidence: 0.88,
    phrases: [
      '(?:newborn|recien nacid[oa]|\\d+ (?:weeks?|wks?|days?|semanas|dias) (?:old|de nacid[oa])|[12] months? old|preemie) & (?:fever|fiebre|calentura|temp\\w*|hot|wont (?:eat|feed|nurse)|limp|vomit\\w*|breath\\w*)',
      `@${child} & (?:not breathing|isnt breathing|stopped breathing|breathing (?:fast|weird|funny|hard)|cant breathe|wheez\\w*|blue|purple lips|limp|floppy|chok\\w*|swallowed|drank|ate (?:peanut\\w*|nuts|pills|poison\\w*|something)|wont wake|not moving|unconscious|unresponsive|seiz\\w*|convuls\\w*|fit\\b|burned|burnt|scald\\w*|boiling|fell (?:out|off|down|from|in)|drown\\w*|pool|bunch of pills|wants? to die|kill (?:himself|herself)|lips (?:are )?swell\\w*|hives|10[3-6]|fever of|stiff neck|no wet diapers?|lethargic|wont (?:eat|drink|stop (?:screaming|vomiting))|bead|up (?:his|her) nose|battery|magnets?|no respira|dejo de respirar|azul|morad[oa]|flacid[oa]|aguad[oa]|atragant\\w*|trag\\w*|tomo|se comio|no despierta|no se mueve|inconsciente|convuls\\w*|quem\\w*|hirviendo|se cayo|ahog\\w*|alberca|piscina|se quiere matar|ronchas|hinch\\w*|4[01] (?:de|grados)|40|39|rigid[oa]|no (?:moja|orina|come|quiere comer)|vomita todo|deshidrat\\w*|cuchillo|pastillas)(?! (?:off asleep|asleep|cleaning|in love|para))`,
      '(?:nao respira|engoliu|ne respire plus|ne respire pas|avale une?|s.etouffe|atmet nicht|verschluckt|nie oddycha|polknal\\w*)',
    ],
  },
  {
    kind: 'blood_clot',
    confidence: 0.8,
    phrases: [
      '@(?:calf|leg|thigh|pantorrilla|pierna|gemelo) & (?:swollen|swell\\w*|hinchad\\w*|inflamad\\w*) & (?:hot|warm|red|hurts?|painful|pain|hard|one|flight|surgery|breath\\w*|caliente|roj\\w*|duele\\w*|dolor|dura|vuelo|cirugia|una sola|lipo\\w*|pill|cramp\\w*)',
    ],
  },
]
