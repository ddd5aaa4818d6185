/** Signs of harm done: by oneself, by others, by what was swallowed, by a fall or heat. English and Spanish. */
import type { RedFlagPhrases } from './red-flag-kinds.ts'

const wife =
  '(?:he|she|husband|boyfriend|wife|girlfriend|partner|ex|neighbou?r|dad|father|stepdad|stepfather|mom|mother|man|guy|someone|somebody|stranger|roommate|brother|uncle|coworker|esposo|esposa|marido|novio|novia|pareja|vecino|papa|padrastro|hombre|alguien|tipo|sujeto|hijo|hermano|suegro|cunado|jefe|el)'
const medicine =
  '(?:pills?|meds|medication|medicine|tablets?|capsules?|xanax|valium|ativan|klonopin|ambien|tylenol|acetaminophen|paracetamol|advil|ibuprofen|aspirin\\w*|benadryl|oxy\\w*|percocet|vicodin|tramadol|adderall|insulin|sleeping pills?|antidepressants?|melatonin|lidocaine|numbing (?:cream|gel|stuff)|edibles?|gummies|heart meds|pastillas?|pastis|medicinas?|medicamentos?|comprimidos?|tabletas?|lidocaina|crema (?:anestesica|de lidocaina|anestesiante)|ansioliticos?|clonazepam|rivotril|alprazolam|insulina|gotas|fentanyl|opioids?|morphine)'
const toxic =
  '(?:bleach|antifreeze|poison\\w*|pesticide|rat poison|drain cleaner|cleaner|detergent|laundry pods?|tide pods?|battery|batteries|magnets?|coins?|nail polish(?: remover)?|acetone|gasoline|gas|kerosene|lighter fluid|hand sanitizer|alcohol rub|rubbing alcohol|mothballs?|mushrooms?|windex|lysol|ammonia|paint thinner|turpentine|essential oils?|lye|acid|disinfectant|perfume|vape juice|lejia|cloro|veneno\\w*|raticida|detergente|suavizante|pilas?|baterias?|iman\\w*|monedas?|acetona|quitaesmalte|gasolina|insecticida|desinfectante|limpiador|anticongelante|aguarras|sosa|hongos|desengrasante|thinner|alcohol (?:de|del) (?:curar|botiquin)|jabon liquido|fabuloso|pinol)'
const swallowed =
  '(?:took|taken|taking|swallow\\w*|drank|drunk|drinking|drink|ate|eaten|ingest\\w*|gave|given|chew\\w*|put|used|rubbed|inject\\w*|got into|sipped|licked|downed|tome|tomo|tomamos|trag\\w*|bebi\\w*|comi|comio|ingiri\\w*|puse|puso|uso|use|dio|unto|inyect\\w*|metio|chupo|inhal\\w*)'

export const harmSigns: RedFlagPhrases[] = [
  {
    kind: 'violence',
    confidence: 0.84,
    phrases: [
      '(?:has|have|had|got|gots|with|holding|pulled|carrying|brought|bought|waving|pointing|swinging|grabbed|got hold of|tiene|trae|trajo|saco|con|compro|carga|agarro) (?:\\w+ ){0,3}(?:gun|guns|knife|pistol|rifle|shotgun|weapon|machete|bat|hammer|pistola|cuchillo|arma|navaja|rifle|escopeta)(?! (?:for (?:the |my )?(?:ear|piercing|massage)|massage|show|wash))',
      '(?:me|nos|la|lo|le) (?:\\w+ ){0,2}(?:madre[oa]\\w*|madriza|paliza|surtio|tundio|sorrajo|cachete[oa]\\w*|descalabro|agarro (?:del|a|de)|tiro (?:de|por|al)|tumbo|zarande\\w*|jalone\\w*|arrastr\\w*|sofoc\\w*|somet\\w*|tortur\\w*|encanon\\w*|navaje\\w*|acuchill\\w*|pico con|corto con)|(?:roughed|beat|beaten|messed|smacked|knocked|slapped|punched|banged) (?:me|her|him|us) (?:up|around|down|out|so|across|in|again|hard|and)|put(?:s|ting)? (?:his|her|their) hands on (?:me|her|my)|(?:lay|laid|lays) (?:his |a )?hands? on (?:me|her|my)',
      '(?:gunshots?|gunfire|balace\\w*|balazos?|tiroteo|tiros|disparos|disparar\\w*|dispararon|shootout|drive ?by|hostage|hostages|bomb|bomba|explosion|terrorist\\w*|asaltante\\w*|ladrones|intruder|intruso|prowler|restraining order|orden de (?:restriccion|alejamiento)|domestic (?:violence|abuse)|violencia (?:domestica|familiar|de genero|intrafamiliar))',
      '(?:kill|murder|shoot|stab|hurt|burn|attack|matar|matarme|matarnos|matarlo|matarla|quemar) (?:me|us|him|her|them|my (?:kids?|family|mom|son|daughter)|a mi (?:familia|mama|hij\\w+)|la casa|the house|everyone)(?! (?:lol|with kindness|softly))(?=.{0,60})',
      '(?:me|nos|la|lo) (?:va|van|quiere|quieren|iba) a (?:matar|golpear|pegar|hacer dano|lastimar|violar|secuestrar|encontrar)|me mata si|si me voy me mata|dijo que me (?:mata|va)',
      '(?:hitting|beating|punching|kicking|slapping|choking|strangling|hurting|abusing|molesting|stalking|threatening|attacking|golpeando|pegando|pateando|ahorcando|apunalando|amenazando|maltratando|acosando|persiguiendo|violando) (?:me|us|him|her|them|a|al|my|his|someone|somebody|un|una)(?! (?:deadlines?|traffic|gym|goal))',
      '(?:comes?|came|gets?|got|entra|se mete|se metio|meten|metieron) (?:\\w+ ){0,3}(?:in ?to|in|inside|a|en) (?:my|mi|the|la|our) (?:room|bed|bedroom|house|apartment|home|cuarto|cama|casa|departamento|recamara)(?=.{0,60}(?:night|noche|touch\\w*|toca|man|hombre|someone|alguien|stranger|knife|gun|help|ayuda|steal|drunk|$))',
      '(?:dont|do not|no|not|never) (?:\\w+ )?(?:feel|feeling|am|be|me siento|estoy) (?:safe|segura|seguro)(?! (?:about|with (?:the|this) (?:laser|peel|treatment)))|(?:hiding|hid|escondid[oa]|me escondi|escondiendo\\w*) (?:in|from|under|behind|en|de|del|debajo)(?! (?:my (?:wrinkles|gray)|the (?:scar|sun)))',
      '(?:put|slipped|spiked|puso|pusieron|echo|echaron) (?:\\w+ ){0,3}(?:in|into|en|a) (?:my|mi|her|la) (?:drink|glass|cup|bebida|vaso|copa)',
      '(?:forced|forcing|obligo|obligaron|forzo) (?:himself|herself|me|him|her|us|a (?:tener|hacer))|touch(?:es|ed|ing) (?:me|my (?:private|body)|her) (?:\\w+ )?(?:inappropriate\\w*|down there|at night|without|private|wrong)|me (?:toca|toco|tocaba) (?:\\w+ )?(?:mi|el|cuando|sin|por|$)',
    ],
  },
  {
    kind: 'self_harm',
    confidence: 0.84,
    phrases: [
      '(?:kms|kys|unaliv\\w*|self ?delete|off myself|neck myself|off my ?self|sewerslide|commit (?:suicide|sewer\\w*|die)|s(?:ui|u1)c\\w*)|(?:irme|ir|estar|quiero|quisiera|dejar|partir) (?:\\w+ ){0,3}(?:de este mundo|en este mundo|al cielo|del mundo|al otro mundo|este mundo)|quitarme de(?:l| en) medio|ganas de (?:\\w+ )?(?:vivir|seguir viviendo|morir\\w*|matar\\w*|desaparecer)|reunirme con (?:mi|mis)|(?:voy|quiero|pienso|pensado|pensando|ganas) (?:\\w+ ){0,3}(?:tirarme|aventarme|lanzarme|arrojarme|colgarme|ahorcarme|envenenarme|dispararme|cortarme las|quitarme la)',
      '(?:tell|let) (?:\\w+ ){1,3}(?:that )?(?:i (?:love|loved)|im sorry|i am sorry|know i love)|dig\\w*le\\w* (?:a )?(?:mi|mis) (?:\\w+ ){1,2}que (?:l[oae]s?|te) (?:quiero|amo|quise|ame)|perdonenme (?:todos|por todo)',
      '(?:im|i am|feel like|being|soy|am) (?:just |only |such |nothing but )?(?:a |una |un )?(?:burden|carga|estorbo|worthless|failure and|waste of (?:space|air|life))',
      '(?:decided|ready|planned|plan|set|time) (?:\\w+ ){0,4}(?:to (?:go|die|end|leave this)|tonight(?: is the night)?|my last (?:day|night)|for it to end)|(?:last|final) (?:day|night) (?:alive|on earth|of my life)|ultimo dia (?:de mi vida|vivo|viva)',
      '(?:ill|will|gonna|going to|might|im about to|want to|wanna|just) (?:just |fucking |probably )?(?:end it|end this|end myself|off myself|do it tonight|be gone (?:soon|tomorrow)|not be here (?:tomorrow|much longer|anymore))',
      '(?:cant|cannot|dont want to|wont|refuse to|no (?:puedo|quiero)|no se como) (?:\\w+ )?(?:live|living|exist|go on|vivir|seguir viviendo|existir) (?:\\w+ ){0,3}(?:like this|looking|anymore|with this|asi|con est[ae]|mas|cara)',
      '(?:driv\\w+|crash\\w*|walk\\w*|stepp?\\w*|run|steer\\w*) (?:\\w+ ){0,3}(?:into|in front of|off) (?:a |the |oncoming |an )*(?:tree|traffic|truck|train|bus|wall|bridge|cliff|road)(?=.{0,60}(?:think|want|tempt|feel|going|gonna|keep|end|over|$))',
      '(?:blade|razor|razors) (?:\\w+ ){0,3}(?:again|out|tonight)|relapsed (?:on|with|and) (?:cut\\w*|self)|(?:bought|have|got|loaded|cleaning) (?:a |the |my )?gun(?! (?:show|license))',
      '(?:goodbye|good bye|adios|bye) (?:\\w+ ){0,3}(?:thanks|thank you|gracias|you were|i love|los quiero|fueron|forever|world|everyone|all|para siempre)(?=.{0,30}(?:everything|kind|todo|nice|always|siempre|forever|good to me|buen\\w*|$))(?! (?:see you|for the (?:help|info)))',
      '(?:me despido|hoy me despido|despidan\\w*|es mi despedida)|(?:para|pa) que (?:seguir|vivir|sigo|vivo|existo)|no (?:puedo|aguanto|soporto) (?:mas )?(?:con )?(?:la|mi|esta) vida|no (?:puedo|aguanto) mas con (?:la vida|todo|esto)|(?:quiero|voy a) (?:que )?(?:todo )?(?:se )?(?:termine|acabe) (?:ya|todo|hoy)',
      '(?:think\\w*|thoughts?|fantasi\\w*|dream\\w*|pienso|pensando|pensamientos) (?:\\w+ ){0,4}(?:death|dying|die|being dead|ending|suicid\\w*|killing|morir\\w*|muerte|matar\\w*|quitarme)(?! (?:roots|hair|lashes))',
    ],
  },
  {
    kind: 'burn',
    confidence: 0.84,
    phrases: [
      '(?:burn|burns|burned|burnt|burning|quemo|quemaron|quemado|quemada|quemaduras?|quemandome|quemando) (?:through|off|open|my (?:skin|face|neck|scalp|eye\\w*|leg\\w*|arm\\w*|chest|back|hand\\w*)|la (?:piel|cara|espalda|mano)|el (?:brazo|ojo|cuello)|las (?:piernas|manos)|los (?:ojos|brazos))(?! (?:sale|calories|a little|un poco|when i (?:use|put)))(?=.{0,80})',
      '(?:dejo|dejaron|tengo|me salieron|hizo|left|gave me|got|have) (?:\\w+ ){0,3}(?:quemaduras?|burns|burn marks|burn wounds|burnt skin|open (?:wounds?|sores?)|llagas|heridas abiertas|raw)',
      '(?:raw|carne viva|open|abierta) & @(?:face|skin|cara|piel|peel|laser|peeling|cheek\\w*) & (?:weep\\w*|ooz\\w*|bleed\\w*|burn\\w*|pain\\w*|hurts?|sangr\\w*|supur\\w*|duele\\w*|arde\\w*|agua)',
      '(?:acid|tca|acido|chemical|quimico|glue|pegamento|bleach|cloro) (?:\\w+ ){0,4}(?:on|in|en|onto|into) (?:\\w+ ){0,2}(?:eyelids?|eyes?|lips?|mouth|parpados?|ojos?|boca)',
      '(?:kettle|pot|pan|stove|iron|oven|grill|firework\\w*|candle|plancha|olla|sarten|estufa|comal|parrilla|cohete\\w*|vela|secadora) & (?:burn\\w*|pulled|exploded|explot\\w*|fell on|spill\\w*|quem\\w*|cayo|encima|face|cara|himself|herself|blister\\w*|ampolla\\w*)(?! (?:class|shop))',
    ],
  },
  {
    kind: 'burn',
    confidence: 0.88,
    phrases: [
      '(?:peel|solution|acid|bleach|chemical\\w*|cleaner|product|serum|laser|ammonia|drain|glue|spray|acido|liquido|quimico|cloro|lejia|producto|solucion|peeling|pegamento) (?:\\w+ ){0,7}(?:in|into|inside|en|a|dentro|to) (?:\\w+ ){0,3}(?:eyes?|ojos?)',
      '@(?:eyes?|ojos?) & (?:peel solution|solution|acid|bleach|chemical\\w*|cleaner|splash\\w*|sprayed|acido|cloro|lejia|quimico|salpic\\w*|liquido del peeling|me cayo|le cayo|entro) & (?:burn\\w*|hurts?|sting\\w*|help|open|see|red|rins\\w*|flush\\w*|got|in|splash\\w*|ard\\w*|quem\\w*|duele\\w*|cayo|entro|abrir|ayuda|veo)',
      '(?:cayendo|despegando|desprendiendo|pelando en (?:tiras|pedazos)) (?:\\w+ ){0,2}piel',
      '(?:skin|piel) (?:\\w+ ){0,5}(?:coming off|came off|peeling off|falling off|melting|sloughing|slid off|se (?:me )?(?:cae|cayo|despega|desprend\\w*|levanta|pela en))(?=.{0,90}(?:raw|sheet\\w*|blister\\w*|laser|burn\\w*|pain|hurt\\w*|bleed\\w*|wet|ampolla\\w*|carne|dolor|duele|arde|aguanto|peel|quem\\w*|supposed|chunks|$))',
      '(?:blister\\w*|ampolla\\w*|ampollad\\w*|bubbles) & (?:laser|peel|burn\\w*|big|huge|giant|fluid|face|covered|back|legs?|all over|pain\\w*|unbearable|raw|weeping|ipl|hot|wax|steam|quem\\w*|gigante\\w*|grandes|llen\\w*|agua|cara|espalda|piernas|depil\\w*|peeling|dolor|duele|arde\\w*|toda)(?! (?:cousin|friend))',
      '(?:carne viva|raw flesh|skin is raw|second degree|third degree|segundo grado|tercer grado|charred|melted|badly burn\\w*|burned badly)',
      '(?:boiling|scalding|hirviendo|hot oil|aceite caliente|sopa caliente|cafe hirviendo|fuego|flames?|exploded|firework\\w*|stove) & (?:spill\\w*|splash\\w*|poured|fell|threw|burn\\w*|echo|cayo|derram\\w*|quem\\w*|tiro|encima|all over|face|chest|arm|leg|hand|stomach|cara|pecho|brazo|pancita|pierna|mano|cuerpo)',
      '(?:got|was|been|me) (?:electrocuted|electrocut\\w*|struck by lightning|shocked badly|dio una descarga|dio toques fuertes)',
    ],
  },
  {
    kind: 'overdose',
    confidence: 0.9,
    phrases: [
      `${swallowed} (?:\\w+ ){0,6}${toxic}`,
      `${swallowed} & @${medicine} & (?:all (?:of )?(?:my|the|his|her|them)|whole|entire|bottle|handful|bunch of|too many|too much|way more|weeks worth|months worth|extra|double dose|triple|tubes?|\\d\\d+ (?:\\w+ )?(?:${medicine}|mg|of them)|like \\d+|by mistake|by accident|mixed up|wrong (?:pills|meds|dose)|on purpose|todas|todo|frasco|bote|caja|blister|demasiad\\w*|muchas|muchisim\\w*|un monton|puno|punado|de mas|doble|por error|sin querer|equivoc\\w*|tubos?|de golpe|wants? to die|se quiere morir|morir\\w*|die)`,
      `@${medicine} & (?:ringing|slow|drowsy|cant stay awake|cant wake|dizzy|shak\\w*|seiz\\w*|heart (?:racing|pounding|beating)|vomit\\w*|confus\\w*|metallic|numb (?:mouth|lips|tongue)|hallucinat\\w*|breath\\w*|passing out|zumb\\w*|tembl\\w*|tiembl\\w*|lent[oa]|mare\\w*|confund\\w*|sueno|corazon|vomit\\w*|respir\\w*|desmay\\w*|convuls\\w*) & (?:too much|too many|a lot|lots|all|whole|tubes?|took|used|\\d+|muchisim\\w*|mucha|demasiad\\w*|todo el cuerpo|tome|puse|unte|double|by mistake|extra|doble|frasco)`,
      '(?:\\bod\\b|\\bo\\.d|od on|odd on|oded|overdos\\w*|sobredosis|poisoned|envenen\\w*|intoxicad\\w*)(?! (?:halloween|candy|chocolate|coffee|cafe|netflix|sugar|azucar|tacos))',
      '(?:took|taken|drank|ate|swallowed|tome|tomo|comi|comio) (?:something|algo|cosas|stuff) (?:\\w+ ){0,3}(?:shouldnt|shouldn|bad|wrong|weird|strange|no deb\\w*|malo|raro|rara)',
      '(?:shot up|snorted|injected (?:heroin|something|drugs|himself|herself)|se (?:inyecto|metio|pico) (?:algo|droga\\w*|heroina)|smoked something|drugged|roofied|spiked|drogaron|drogad\\w*)',
    ],
  },
  {
    kind: 'self_harm',
    confidence: 0.9,
    phrases: [
      '(?:im|i am|hes|shes|going to|gonna|about to|want to|wanna|ready to|he wants to|she wants to|going|will|ill) (?:\\w+ ){0,2}jump(?! (?:in|on (?:it|this|the (?:deal|offer|chance))|at|for joy|through|the gun|ahead|up|out of my skin))',
      '(?:nothing|no reason|not (?:a )?(?:reason|much)) (?:\\w+ ){0,3}(?:live for|go on for|wake up for|worth living)|(?:wrote|writing|left|leaving) (?:\\w+ ){0,2}(?:letter|letters|note|goodbye|goodbyes|will)\\b',
      '(?:cant|cannot|cant keep) (?:do|doing|take|taking|go|going|live|living|handle|stand) (?:this|it|on|like this|my life|life|living)(?: like this)?(?: anymore| any more| any longer)(?! (?:with (?:your|these|the) (?:texts?|messages?)))',
      '(?:done with|tired of|sick of|over|hate|finished with) (?:living|life|being alive|existing|everything and everyone|my life)',
      '(?:goodbye|adios) (?:forever|everyone|world|para siempre|a todos|mundo cruel)|this is (?:my )?goodbye|(?:last|final) (?:message|goodbye|text) (?:ever|before|you)|me (?:estoy )?despid(?:o|iendo) de (?:todos|la vida|ustedes|mis)',
      '(?:quit\\w*|acab\\w*|termin\\w*) (?:\\w+ ){0,2}(?:la vida|mi vida|su vida|con todo|con mi vida|con su vida)',
      '(?:volvi a|volvio a|estoy|empece a|quiero|voy a|tengo ganas de|me|se) (?:cort\\w*|lastim\\w*|quem\\w*|hacer\\w* dano|hag\\w* dano|tir\\w* (?:del|de la|al)|avent\\w* (?:del|de|al)|lanz\\w* (?:del|de|al)|ahorc\\w*|colg\\w*|mat\\w*)(?=.{0,40}(?:brazos?|venas?|munecas?|piernas|yo mism\\w*|a mi mism\\w*|puente|edificio|techo|azotea|tren|metro|balcon|vida|matar|$| la vida))(?! (?:el pelo|el cabello|las puntas|las unas|mi cita|el fleco|la cita))',
      '(?:ya no|no) (?:puedo mas|aguanto mas|quiero (?:seguir viv\\w*|seguir asi|estar aqui|vivir|existir)|le veo sentido|tengo razones?|tengo por que|me importa (?:nada|vivir|morir))(?! (?:esperar|con (?:el|este) dolor de (?:muela|diente)|recib\\w*|con (?:el|la|los|las)))',
      '(?:se|me) (?:quiere|quiero|queria|intento|intente|trato de) (?:\\w+ )?(?:matar|morir|suicid\\w*|quitar la vida|colgar|ahorcar|cortar las venas)',
      '(?:better off dead|want to be dead|wish i was dead|rather be dead|should be dead|deserve to die|ready to die|planning to die|going to die today|kill(?:ing)? (?:himself|herself|themselves|myself|themself)|shoot (?:himself|herself|myself)|hang (?:himself|herself|myself)|end (?:it|things|my life|his life|her life) (?:tonight|today|now|all|soon|here)|(?:not|never) wake up|hurt(?:ing)? myself|mejor muert[oa]|no despertar|estaria mejor muert[oa]|quisiera no despertar|dormir y no despertar|desaparecer del mundo|tengo (?:las pastillas|la cuerda|la pistola|el cuchillo))',
    ],
  },
  {
    kind: 'self_harm',
    confidence: 0.86,
    phrases: [
      '(?:no one|nobody|noone|none of you|they) (?:would|will|wont|is going to|gonna)(?: \\w+){0,2} (?:miss me|care (?:if|when) (?:im|i am|i)|notice (?:if|when) (?:im|i am|i))|nadie (?:me )?(?:va a |me )*(?:extran\\w*|echar\\w* de menos|necesita|le importa si)',
      '(?:see|seeing|find|have|theres|there is|whats) (?:\\w+ )?(?:the |a |any |no )?(?:point|reason|purpose) (?:anymore|any more|in (?:living|life|anything|going on|being here)|to (?:live|go on|keep going|be here))',
      '(?:want|wish|need|hope) (?:\\w+ ){0,3}(?:it (?:all )?to (?:end|be over|stop)|to disappear|to vanish|never (?:been )?born|dont wake up|i dont wake|not to wake)|hope i (?:die|dont wake up|never wake)|wish i (?:was|were) (?:dead|never born|gone)|never been born|better if i (?:was|were|just) (?:gone|dead|died)',
      '(?:cutting|cut|cuts|burning|hurting|starving|harming) (?:myself|herself|himself|themself|my (?:arms?|wrists?|thighs?|legs?|skin))|been cutting|started cutting (?:again)?|blade (?:to|on|against|in) (?:my|her|his)|razor (?:to|on|blade)',
      '(?:pills?|blade|razor|rope|noose|gun|knife|pastillas?|cuerda|soga|navaja|pistola|cuchillo) (?:\\w+ ){0,3}(?:in (?:my|her|his) hand|in front of me|next to me|ready|to my head|en la mano|aqui conmigo|frente a mi|listas?)',
      '(?:on|off|to|at|from) (?:the|a) (?:bridge|roof|ledge|edge|overpass|train tracks|balcony|cliff)(?! (?:of (?:my|the) seat|road))|(?:en|desde|del|al) (?:el |la )?(?:puente|azotea|cornisa|vias|balcon|barandal)',
      '(?:threaten\\w*|says|said|saying|told me|texted|wants|going|trying|tried|intento|dice que|amenaza con|quiere|va a) (?:\\w+ ){0,6}(?:jump|kill (?:him|her|them)sel\\w+|hang (?:him|her)self|end (?:his|her|their) life|suicid\\w*|take (?:his|her|their) (?:own )?life|matarse|quitarse la vida|tirarse|aventarse|ahorcarse|morirse)',
      '(?:life|vida) (?:\\w+ ){0,3}(?:not worth|isnt worth|is over|is ruined and|worthless|pointless|meaningless|no vale|ya no vale|no tiene sentido|se acabo|es una mierda)|no vale la pena (?:vivir|seguir|nada)',
      '(?:mejor|prefiero|preferiria|ojala|quisiera|quiero) (?:\\w+ ){0,4}(?:muerta|muerto|morirme|me muer[oa]|morir|no despertar|no despierte|desaparecer|dormir para siempre|que se acabe|no haber nacido|no existir)(?! (?:de|por))',
      '(?:hoy|esta noche|manana) (?:\\w+ ){0,3}(?:se acaba todo|acabo con|me voy para siempre|termino con todo|es mi ultimo)|(?:end|ending|finish) (?:it|everything|this)(?: all)? (?:tonight|today|now|for good|once and for all)|(?:going|gonna|ready|want|wanna|plan\\w*) (?:to )?end (?:it|it all|this|everything)(?! (?:our|the|my (?:membership|subscription|plan|contract)))',
      '(?:life|vivir|vida|todo|everything|it all|world|mundo) & (?:tired|cansad[oa]|hart[oa]|done|over it|give up|giving up|rindo|rendirme|cant go on|no aguanto|exhausted|empty|vaci[oa]|hopeless|sin sentido|sin ganas|no vale|worthless|no point)(?! (?:waiting|esperar|of (?:these|your)))(?=.{0,60}(?:live|living|vivir|life|vida|anymore|mas|pills|die|morir|goodbye|adios|end|everything|todo|$))',
      '(?:depress\\w*|deprim\\w*|hopeless|desesperad[oa]|ansiedad|despair) & (?:die|dying|kill|suicid\\w*|hurt myself|end|live|no point|cut\\w*|morir\\w*|matar\\w*|vivir|desaparecer|acabar|seguir|dano|nada)',
      '(?:me|se) (?:he |ha )?(?:cort[oea]|cortado|cortando|lastimo|lastimando|autolesion\\w*) (?:\\w+ ){0,3}(?:cuando|otra vez|de nuevo|a proposito|los brazos|las piernas|las venas|las munecas|sol[oa])',
      '(?:hear|hearing|oigo|escucho) (?:\\w+ )?(?:voices|voces)|(?:voices|voces) (?:\\w+ ){0,4}(?:tell\\w*|dicen|telling)',
      '(?:ruined|destroyed|arruinad\\w*|arruinaron|destruyeron) (?:\\w+ ){0,6}(?:end|kill|die|over|live|morir\\w*|vivir|acabar|matar\\w*|mat[oa]r)',
    ],
  },
  {
    kind: 'violence',
    confidence: 0.84,
    phrases: [
      '(?:wont|not|doesnt|didnt|refuses to|no me) (?:let|letting|deja\\w*|dejan) (?:me |us )?(?:leave|go|out|call|salir|ir|llamar|irme)(?! (?:a review))|(?:me tiene|me tienen|tengo|estoy|im|i am|being|he has me|got me|locked|held|lock\\w*) (?:\\w+ )?(?:encerrad[oa]|secuestrad[oa]|amarrad[oa]|hostage|captive|locked (?:in|up|inside)|against my will|prisoner|tied up|trapped (?:in|with) (?:him|his|here with))|contra mi voluntad',
      '(?:took|broke|smashed|quito|rompio|escondio|hid) (?:\\w+ )?(?:my|mi) (?:phone|keys|telefono|celular|llaves) (?:\\w+ ){0,6}(?:so|hit|hurt|leave|scared|me|peg\\w*|golp\\w*|salir|miedo|threw)',
      '(?:hands|manos) (?:\\w+ )?(?:around|on|en|al|sobre) (?:my|her|mi|el|su) (?:neck|throat|cuello)|(?:pillow|almohada|bag|bolsa) (?:over|en|on) (?:my|mi|la|her|his) (?:face|cara|head|cabeza)|(?:dragg\\w*|drag|pull\\w*|yank\\w*|jal[oa]\\w*|arrastr\\w*|tiro|agarro) (?:me |her |us )?(?:\\w+ )?(?:by|from|del|de|out|por) (?:my |the |her |el |los |las )?(?:hair|arm|neck|pelo|cabello|brazo|pelos|grenas|cuello)',
      '(?:he|she|they|dad|mom|boyfriend|husband|girlfriend|wife|partner|ex|stepdad|uncle|boss|guy|man|brother|son|bf|hubby|gf) (?:\\w+ ){0,4}(?:pushed|shoved|slapped|slaps|pushes|shoves|threw|throws|throwing|choked|chokes|burned|burns|bit|broke|slammed|kicks|beats|punches|hits|touches|touched|raped|forced|drugged|cornered|grabbed|followed|is following|stalks|spit|tackled|pinned|swung|pointed|waving|waved) (?:\\w+ ){0,2}(?:me|myself|us|my (?:arm|face|head|nose|jaw|rib\\w*|wrist|hair|kids?|son|daughter|mom|door|window\\w*)|things|stuff|plates|chair|against|a (?:gun|knife|bat|bottle))(?! (?:to|into) (?:botox|this|try))',
      '(?:me|nos|la|lo|le) (?:\\w+ )?(?:empujo|aventoa?|avento|cacheteo|pateo|jalo|jalonea\\w*|tiro al|agarro a|agarra a|toca|toco|manosea\\w*|manoseo|forzo|obligo a|sigue|siguen|esta siguiendo|estan siguiendo|persigue\\w*|apunt[oa] con|ataco|mordio|quemo|maltrata\\w*|humilla\\w*|insulta y|quiso ahorcar|ahorca\\w*|estrangul\\w*|acuchill\\w*|balace\\w*|tiene amenazad\\w*|quiere pegar|va a pegar|va a hacer (?:algo|dano)|esta (?:pegando|golpeando|amenazando|matando))(?=.{0,80}(?:esposo|marido|novio|pareja|papa|padre|padrastro|ex|tio|hombre|tipo|alguien|escalera\\w*|pistola|cuchillo|miedo|ayuda|golpes|pelo|casa|matar|policia|mama|hermana|hij\\w+|afuera|$))',
      '(?:someone|somebody|a man|some guy|a guy|a stranger|this man|this guy|he|ex|they|alguien|un hombre|un tipo|mi ex) (?:\\w+ ){0,6}(?:break(?:ing)? in|broke in|trying to get in|in my house|follow\\w*|stalk\\w*|outside my (?:door|house|window|car)|banging on|kick(?:ed|ing) (?:in )?(?:the|my) door|pounding on|with a (?:gun|knife|bat|weapon)|waving|got shot|was shot|afuera de mi casa|se metio|tratando de entrar|tirando la puerta|tumbar la puerta|golpeando la puerta|persigu\\w*|siguiendo|armad[oa]|con (?:un )?(?:cuchillo|arma|pistola|machete|bat|navaja))|se metieron a (?:mi|la) casa',
      '(?:shots|gunshots|gunfire|shooting|disparos|balazos|tiros|balacera|tiroteo|bomb threat|bomba)(?! (?:in the|of botox|of filler|for))(?=.{0,60}(?:outside|fired|here|heard|help|hear|afuera|escuch\\w*|oigo|aqui|ayuda|clinic|hiding|parking|happening|street|next))',
      '(?:not safe|unsafe|no estoy segur[oa] en|en peligro|corro peligro|in danger|afraid of him|scared of (?:him|my|going home)|miedo de (?:el|mi|volver|que me)|le tengo miedo|afraid to go home|fear for my|hes going to hurt|me va a (?:hacer dano|lastimar|matar|pegar)|going to hurt me|will hurt me|domestic|abus(?:ed|ive|es|ing)|abusiv[oa]|abus[oa] de mi|violent[oa]?|violencia|assault\\w*|rape\\w*|molest(?:ed|ing|s)|traffick\\w*)(?=.{0,90}(?:home|him|he|husband|me|mi|my|boyfriend|esposo|marido|novio|pareja|casa|el|now|help|ayuda|right|last night|anoche|today|hoy|$))',
      '(?:hands|fists|belt|knife|gun|blade|punos|golpes|cinturonazos|pistola|cuchillo|navaja|arma|armas|gunpoint|knifepoint|patadas|golpiza|punetazos|bofetada\\w*|madriza|balazo\\w*|bala|machetazo\\w*|punalada\\w*) & (?:on me|to my|at me|put|puso|agarro|dio|dieron|dejo|robbed|robaron|asalt\\w*|saco|trae|tiene|trajo|head|cabeza|throat|cuello|pared|husband|esposo|marido|novio|pareja|papa|dad|boyfriend|drunk|borrach\\w*|swinging|entraron|threw|against|punta de)(?! (?:nails|up|together))',
      '(?:me|nos|la|lo|le) (?:\\w+ ){0,3}(?:ahorca\\w*|apunta\\w*|asalta\\w*|robando|golpiza|golpead[oa]s?|pega\\w*|golpea\\w*|viene(?:n)? siguiendo|estan? siguiendo|viola\\w*|amenaza\\w*|balace\\w*|apunal\\w*|obligo a tener|obliga a|metio mano|dejo (?:toda |todo )?(?:golpead\\w*|morad\\w*|tirad\\w*)|lastima\\w*|patea\\w*|avent\\w* (?:contra|al|por)|estrell\\w* contra|quem\\w* con|tortur\\w*|encerr\\w*|va a (?:matar|golpear|pegar|encontrar))(?! (?:la gana|bien|el (?:pelo|sol|tinte)|a la una))',
      '(?:golpead[oa]s?|bruises?|moretones|black eye|ojo morado|marks|marcas) (?:\\w+ ){0,6}(?:por mi|de mi (?:esposo|marido|novio|pareja)|from my (?:husband|boyfriend|partner|dad|ex)|from him|because he|porque (?:mi|el)|he did|he gave|que me (?:hizo|dejo|dio))',
      '(?:esposo|marido|novio|pareja|papa|padrastro|ex|husband|boyfriend|dad|stepdad|partner|roommate|brother|hermano|hijo|son) (?:\\w+ ){0,5}(?:borrach[oa]|drunk|violent[oa]?|rage|furios[oa]|agresiv[oa]|aggressive|enojad[oa]|lost it|going crazy|loc[oa]) & (?:rompi\\w*|break\\w*|broke|throw\\w*|tir\\w*|miedo|scared|afraid|help|ayuda|hurt|escond\\w*|hid\\w*|locked|encerr\\w*|gritando|screaming|yelling|matar|kill|pegar|hit|safe)',
      '(?:asalto|asaltando|robbery|robbing|robbed|being robbed|mugged|jumped me|got jumped|hostage|rehen\\w*|kidnap\\w*|secuestr\\w*|stabbing|stabbed|shooting|shot|apunal\\w*|balacera|balearon|gunpoint)(?=.{0,70}(?:here|aqui|outside|afuera|now|ahora|clinic|clinica|help|ayuda|just|acab\\w*|police|policia|blood|sangre|parking|street|calle|me|us|nos|someone|alguien|hurt|bleeding))(?! (?:down|in the dark|glass|for (?:flu|covid|b12)))',
      '(?:il|elle|mon|ma|mari|copain|conjoint|ex|pere|ele|meu|marido|namorado|pai|er|mein|mann|freund|vater|on|maz|moj|chlopak|ojciec) (?:\\w+ ){0,4}(?:frapp\\w*|tape|cogne|etrangl\\w*|menac\\w*|viol\\w*|battu\\w*|tuer|bateu|bate|espanc\\w*|ameac\\w*|estrangul\\w*|matar|estupr\\w*|schlagt|schlug|geschlagen|gewurgt|bedroht|vergewaltigt|umbringen|bije|pobil\\w*|uderzyl\\w*|dusil|grozi|zgwalcil|zabic|zabije)',
      '(?:police|cops|policia|patrulla) & (?:call|llam\\w*|need|send|help|ayuda|manden|mand\\w*|please|necesito|hes|knife|gun|husband|esposo|here|urgente|hurt|hit)',
      '(?:hit|hits|hitting|beating|hurting|killing|pegando|golpeando|matando|pegandole|golpeandole) (?:\\w+ ){0,2}(?:my|his|her|mi|su|la|a) (?:\\w+ )?(?:mom|mother|wife|girlfriend|kids?|baby|son|daughter|sister|mama|madre|esposa|mujer|hij\\w+|hermana|novia|nin[oa]s?|vecina)',
    ],
  },
  {
    kind: 'violence',
    confidence: 0.88,
    phrases: [
      `@${wife} (?:\\w+ ){0,5}(?:beat\\w*|hitting|punch\\w*|kick\\w*|chok\\w* (?:me|her|him)|strangl\\w*|stabb\\w*|shot (?:me|him|her|at|someone)|attack\\w* (?:me|her|him|us)|break(?:ing)? down|broke (?:into|down the door|my)|threaten\\w*|hurt (?:me|her|us)|hurting (?:me|her|us)|raped?|follow\\w* me|stalk\\w*|locked me|kill (?:me|her|us)|grabb\\w* me|held me|touched me|drugged me|peg\\w*|golpe\\w*|viol\\w*|amenaz\\w*|ahorc\\w*|apunal\\w*|dispar\\w*|atac\\w*|encerr\\w*|matar(?:me|la|nos|lo)?|lastim\\w*|agred\\w*|forz\\w*|persig\\w*|siguiendo|jal\\w* del pelo|estrangul\\w*|abus\\w*|maltrat\\w*|no me deja salir)`,
      '(?:me|la|lo|nos|le) (?:\\w+ )?(?:pego|pega|pegan|pegaron|pegando|pegandole|golpeo|golpea|golpean|golpearon|violo|violaron|ahorco|apunalo|apunalaron|dispararon|disparo|balearon|secuestraron|atacaron|ataco|amenazo|amenaza|amenazaron|abuso|abusaron|agredio|quiere matar|va a matar|quieren matar)(?! (?:la gana|el gusto|un susto))',
      '(?:gun|pistol|knife|weapon|shooter|shooting|machete|pistola|cuchillo|navaja|arma|armado) & (?:man|guy|someone|he|she|lobby|here|outside|inside|house|door|me|us|threat\\w*|pointing|says|hombre|tipo|alguien|aqui|afuera|adentro|casa|puerta|sala|amenaz\\w*|apunt\\w*|husband|ex|says|neighbor|parking)',
      '(?:just pretend|pretend (?:this|were|its|to be|im)|act like|play along|finjan|finja|haga como|hagan como|hagase|disimule) & (?:he|here|room|listening|safe|botox|appointment|cita|el|esta|cuarto|oye|escuch\\w*|golpe\\w*|hurt)',
      '(?:help|ayuda|hurry|scared|miedo|hiding|escond\\w*|locked (?:in|myself)|bathroom|bano|encerrad[ao]) & (?:hes (?:here|coming|outside|drunk|angry|going to)|husband|he hurt|he hit|my ex|esposo|marido|novio|viene por|me va a|afuera|drunk|borracho|beating|screaming|door)',
      '(?:raped|sexually assaulted|molested|stabbed|kidnapped|mugged at|being (?:held|followed|attacked|abused|beaten)|someone (?:got|is) (?:shot|stabbed|hurt)|active shooter|shots fired|violaron|violada|me violaron|abusaron de|secuestrad\\w*|apunalad\\w*|balacera|tiroteo)(?! (?:down|in the dark))',
    ],
  },
  {
    kind: 'head_injury',
    confidence: 0.86,
    phrases: [
      '@(?:head|skull|neck|nuca|cabeza|craneo|cuello|back|spine|espalda|columna|face first) & (?:crack\\w* (?:my|his|her|open|it)|cracked|banged|hit (?:his|her|my|the|a|their)|smash\\w*|slamm\\w*|fell|fallen|fall|slipped|dropped on|landed|thrown|golpe\\w*|cay[oe]\\w*|cai|caido|resbal\\w*|descalabr\\w*|pego en|peg\\w* la|estrell\\w*|abri\\w*|aplast\\w*) & (?:blood|bleed\\w*|vomit\\w*|confus\\w*|dizzy|stars|same question|cant|wont|not making|sleepy|passed|unconscious|move|feel|numb|swollen|double|out|memory|remember\\w*|sangr\\w*|dormid\\w*|entiend\\w*|mare\\w*|no (?:puede|puedo|se|responde|reacciona|recuerda)|raro|rara|inconsc\\w*|killing|stairs|ladder|ice|shower|tub|pool|open|chichon|bulto|lump|huge|doble|escaleras?|bano|techo|moto|bici\\w*|piso|hueso|golpeo|nausea\\w*|headache|help|ayuda|ahorita|just|acaba)',
      '(?:broke|broken|fractur\\w*|snapped|crushed|rompi\\w*|quebr\\w*|fractur\\w*) (?:\\w+ ){0,3}(?:neck|back|spine|hip|leg|arm|skull|jaw|pelvis|ribs|femur|cuello|espalda|cadera|pierna|brazo|craneo|mandibula|columna|costillas)(?! (?:years?|in \\d{4}|last|hace))',
      '(?:car|bike|motorcycle|truck|bus|train|scooter|carro|coche|auto|moto|camion|bici\\w*) (?:\\w+ ){0,3}(?:accident|crash\\w*|wreck\\w*|flipped|rolled|hit (?:me|him|her|us)|atropell\\w*|choc\\w*|volc\\w*|se estrello)(?! (?:on (?:the )?(?:i ?\\d|highway|freeway|90|94)|ahead|en la \\d))',
      '(?:trapped|pinned|stuck under|crushed|atrapad[oa]|prensad[oa]|aplastad[oa]) & (?:car|accident|leg|arm|under|crash|mom|dad|hand|carro|accidente|choque|pierna|mano|debajo|help|ayuda)(?! (?:traffic|in traffic))',
      '(?:hit by|ran over|run over|struck by|atropell\\w*|me choco|nos choco|chocamos|me atropello|lo atropello)(?! (?:a wave|inspiration|how|the realization))',
      '(?:fell|fallen|falls|jumped|cayo|cai|caido|aventaron|resbalo) (?:\\w+ ){0,5}(?:ladder|roof|stairs?|window|balcony|tree|horse|bike|scaffold\\w*|shower|bath\\w*|building|motorcycle|scooter|escalera\\w*|techo|azotea|ventana|balcon|arbol|caballo|bici\\w*|moto|andamio|bano|ducha|regadera|cama alta|segundo piso|barda) & (?:not|wont|cant|blood|bleed\\w*|head|hip|back|leg|arm|neck|sense|move|moving|bone|hurt\\w*|pain|unconscious|no |sangr\\w*|cabeza|cadera|espalda|pierna|brazo|cuello|mueve|hueso|duele|dolor|levantar\\w*|responde|raro|oido)',
    ],
  },
]
