/** Harm done to oneself, by others or by what was swallowed, as people tell it; and the plain cry for help. */
import type { RedFlagPhrases } from './red-flag-kinds.ts'

const medicine =
  '(?:pills?|meds|medications?|medicines?|tablets?|tabs|capsules?|xanax|valium|ambien|tylenol|acetaminophen|paracetamol\\w*|advil|ibuprofen\\w*|aspirin\\w*|benadryl|tramadol|insulin|pastillas?|medicinas?|medicamentos?|comprimidos?|tabletas?|insulina|clonazepam\\w*|rivotril|jarabe|syrup|gummies|edibles?)'
const took =
  '(?:swallowed|took|taken|ate|eaten|downed|popped|drank|got into|had|tome|tomo|trague|trago|comio|comi|metio|injected)'
const attacker =
  '(?:he|she|husband|boyfriend|girlfriend|partner|wife|ex|dad|stepdad|father|brother|uncle|someone|man|guy|esposo|marido|novio|pareja|papa|padrastro|hermano|tio|alguien|hombre)'

export const harmRedFlags: RedFlagPhrases[] = [
  {
    kind: 'overdose',
    confidence: 0.88,
    phrases: [
      '(?:vape juice|nicotine|e ?liquid|essential oil|hand sanitizer|perfume|cleaner|bleach|pills?|meds|battery|batteries|pilas?|cloro) (?:\\w+ ){0,4}in (?:his|her) mouth|me pase con (?:las|la|los|el) (?:gotas|pastillas|medic\\w*|dosis|insulina)|(?:took|taken|had) (?:\\w+ ){0,2}(?:load|loads|heap|stack|lot|ton) of (?:\\w+ )?(?:pills?|tablets?|meds|sleeping)',
      `${took} (?:like |about |around |maybe |almost |over |at least |como |unas? |unos |casi |mas de )*(?:\\d\\d+|ten|twelve|fifteen|twenty|thirty|forty|fifty|a (?:ton|bunch|lot|load|handful)|dozens|diez|doce|quince|veinte|treinta|cuarenta|cincuenta|cien|un (?:monton|chorro|punado)) (?:\\w+ ){0,2}?(?:(?:of|de) (?:them|those|these|ellas|ellos|esas)|${medicine})`,
      `(?:baby|toddler|kid|child|son|daughter|boy|girl|nin[oa]|hij[oa]|bebe|niet[oa]|(?:\\d+|two|three|four) ?(?:yo|year old)) (?:\\w+ ){0,3}${took} (?:\\w+ ){0,5}${medicine}(?! (?:for|as prescribed|para) )`,
      `${medicine} (?:\\w+ ){0,3}(?:eaten|swallowed|comid\\w*|tragad\\w*) (?:by|por)`,
      `(?:doubled|double|doble|twice|two times|dos veces|triple|[3-9] times|extra|wrong|equivoc\\w*) (?:\\w+ ){0,4}(?:dose|doses|dosis|insulin|insulina|meds|pills|medication|medicine|medicina|pastillas?)|(?:${medicine}) (?:\\w+ ){0,3}(?:twice|dos veces|doble)`,
      `${took} (?:\\w+ )?(?:\\d+|two|three|four) times (?:my|the|his|her) (?:\\w+ )?dose`,
      '(?:hes|shes|he is|she is) blue (?:\\w+ ){0,4}(?:needle|syringe)',
      '(?:needle|syringe|jeringa) & (?:blue|unconscious|wont wake|arm|nodding|not breathing|azul|no despierta)(?= )(?=.{0,40}(?:blue|wont|not|azul|no |unconscious))',
      `(?:mix\\w*|combin\\w*|mezcl\\w*|together with|washed (?:it|them) down) & (?:alcohol|wine|vodka|beers?|tequila|drinks?|drugs|vino|cervezas?|drogas) & (?:${medicine}) & (?:weird|feel|sick|dizzy|sleepy|cant|help|heart|mal|mare\\w*|rar\\w*|suen\\w*|ayuda|vomit\\w*)`,
      '(?:smells? (?:like |of )?gas|gas leak|fuga de gas|huele a gas|fumes|vapores|monoxid\\w*) & (?:dizzy|headaches?|sick|faint\\w*|nause\\w*|mal|mare\\w*|dolor|vomit\\w*|sleepy|help|ayuda)',
      `(?:too much|too many|demasiad\\w*|mas de la cuenta|de mas) (?:\\w+ ){0,3}${medicine}`,
    ],
  },
  {
    kind: 'self_harm',
    confidence: 0.88,
    phrases: [
      '(?:better|happier|mejor) (?:off )?(?:without me|sin mi)|no quiero seguir(?= (?:aqui|asi|viviendo|con esta|adelante)| *$)|(?:poner|ponerle|dar) (?:\\w+ )?fin a (?:todo|mi vida|esto|mi sufrimiento)|nothing matters|just want out|i want out(?! of (?:the|my|this) (?:contract|membership|package|plan|list))',
      '(?:keep|go on|continue|seguir) (?:living|viviendo|like this)(?: like this)? & (?:dont think|cant|cannot|no puedo|no quiero|dont want)',
      'rather be dead|estaria mejor muert[oa]|(?:hate|odio) (?:my ?self|being alive|mi vida|estar viv[oa]) (?:so much|and|anymore|y)',
      '(?:whats|what is|no|see (?:the|any|a)|is no|theres no|isnt any|not much) (?:the )?(?:point|reason|sense) (?:of|in|to|for) (?:\\w+ )?(?:liv\\w*|life|being alive|going on|keep(?:ing)? going|it all|exist\\w*|waking up|being here|stay\\w* alive)',
      '(?:everyone|everybody|they|family|kids|husband|wife|people|world|you all|parents|mom|all) (?:\\w+ ){0,4}(?:happier|better off|better|relieved|easier|fine) (?:\\w+ ){0,3}(?:if i (?:was|were|am|wasnt|werent|didnt|died|left)|without me|once im gone|when im gone|with me gone)',
      '(?:wont|will not|not going to|not gonna|wouldnt) be alive|(?:wont|not) be (?:here|around) (?:anymore|any more|much longer|any longer|for long)',
      'no point & (?:wont|not) be (?:here|around|alive)',
      'wish(?:ed|ing)? (?:that )?(?:i )?(?:\\w+ )?(?:didnt|hadnt|never|wouldnt|could not|dont) (?:wake|woken|woke|born|been born|exist\\w*|have to wake|been alive)|wish i (?:was|were) never born|ojala no (?:\\w+ ){0,2}(?:despert\\w*|nacid\\w*|amanec\\w*)|ojala (?:me muera|me muriera|no despierte)',
      '(?:ive got|i have|i got|tengo|got) (?:\\w+ ){0,3}(?:pills|rope|gun|razor|blade|pastillas|soga|cuerda|pistola|navaja) (?:\\w+ ){0,2}(?:lined up|ready|in my hand|in front|here with me|list[oa]s?|en la mano|enfrente|a la mano)',
      '\\bi (?:should |want to |wanna |could |wish i could |just want to |will |might )(?:just |better )?(?:disappear|vanish|cease to exist|not exist|fade away)(?! (?:these|this|my|the|for (?:a|the) (?:weekend|week|day)|on (?:a )?vacation))',
      '(?:tired|sick|exhausted|cansad[oa]|hart[oa]|harto) (?:of|de) (?:\\w+ )?(?:living|life|being alive|existing|being here|vivir|la vida|mi vida|existir)(?! (?:in|near|with|on|en|con))',
      '(?:nobody|no one|nadie) (?:\\w+ ){0,3}(?:miss me|notice if i|care if i|cares if i|extran\\w*|le importaria si)|a nadie le (?:importo|importaria)',
      '(?:done|finished|over it|through) with (?:life|living|everything|this life|this world)|(?:cant|cannot|no puedo) (?:\\w+ )?(?:keep living|seguir (?:asi|viviendo)|go on like this|continue living)',
      '(?:urge|urges|want|wanting|going|feel like|ganas de|quiero|need) (?:\\w+ )?(?:to )?(?:cut|cutting|hurt|hurting|harm|burn|hit|lastimar|cortar) (?:myself|me\\b)|ganas de (?:cortarme|lastimarme|hacerme dano)',
      '(?:want|wants|wanted|wish\\w*|hope|hoping|pray\\w*) (?:it|everything|my life|life) (?:all )?(?:to )?(?:just )?(?:stop|end|be over)(?! (?:hurting|itching|peeling|by|before|soon))|(?:sleep|dormir(?:me)?) (?:\\w+ ){0,3}(?:never wake|forever|not wake|y no despertar|para siempre|no despertar)',
    ],
  },
  {
    kind: 'violence',
    confidence: 0.88,
    phrases: [
      '(?:grabbed|squeezed|held|hands? (?:around|on)|had me by|agarr\\w*|apret\\w*|tom[oa]\\w*) (?:\\w+ ){0,3}(?:my|her|me by the|the|del?l?|el|por el) (?:throat|neck|cuello|pescuezo)(?! (?:pillow|massage|line))(?=.{0,80}(?:he|she|night|me|my|ex|husband|boyfriend|novio|marido|anoche|help|hard|mi|$))',
      `${attacker} (?:\\w+ ){0,2}(?:forces|forced|is forcing|makes me have|obliga|obligo|forzo) (?:me|her|him|a mi)?(?! (?:to )?(?:book|come|try|shave|wear|exercise|eat|venir))`,
      '(?:cant|cannot|no puedo) (?:talk|speak|say much|call|hablar|decir) & (?:listening|hear me|hears|next to me|watching|in the (?:other )?room|escuch\\w*|oyendo|oye|me ve|al lado|reads my)',
      '(?:estan|hay|se oyen?|escuch\\w*|oigo|someone is|theyre|they are|somebody) (?:\\w+ ){0,3}(?:disparando|disparos|tirando balazos|balacera|balazos|balas|shooting|firing)(?! (?:a video|photos|me an?))',
      `${attacker} (?:\\w+ ){0,4}(?:broke|busted|fractured|split|dislocated|bit|burned|rompio|quebro|fracturo|partio) (?:my|her|mi|la|el) (?:nose|arm|jaw|ribs?|wrist|lip|tooth|teeth|finger|face|nariz|brazo|mandibula|costillas?|boca|labio|dientes?)`,
      'me (?:rompio|quebro|fracturo|partio|reventó|revento|tumbo) (?:\\w+ ){0,3}(?:nariz|brazo|dientes?|costillas?|labio|mandibula|boca|ceja) (?:\\w+ ){0,3}(?:pareja|novi[oa]|espos[oa]|marido|ex|papa|el|hermano|hijo)',
      '(?:bruises|marks|moretones|golpes|marcas) (?:\\w+ ){0,5}(?:from him|from my (?:husband|boyfriend|partner|ex|dad)|he (?:left|gave|did|made)|de mi (?:marido|novio|esposo|pareja)|que me (?:dio|hizo|dejo) (?:mi|el))',
      '(?:wont let me|doesnt let me|not letting me|no me deja|no me dejan) (?:\\w+ ){0,2}(?:leave|go out|get out|have my phone|salir|irme|tener mi)(?! (?:a review|early))',
      '(?:im|i am|estoy) (?:\\w+ )?(?:scared|afraid|terrified|frightened|con miedo) (?:\\w+ ){0,3}(?:him|husband|boyfriend|partner|ex|at home|go home|what he|hell hurt|hes going|de el|de mi)',
    ],
  },
  {
    kind: 'stated',
    confidence: 0.84,
    phrases: [
      '(?:something|algo) (?:bad|terrible|horrible|malo|grave) (?:is happening|happened to|esta pasando|me pasa|le pasa)|estoy (?:muy )?grave|me siento morir|(?:ayude|ayuden|ayudeme|ayudenme) (?:urgente|rapido|ya|por favor)',
      'me siento (?:muy mal|fatal|pesimo|morir) & (?:urgente|ayud\\w*|no puedo|rapido|fiebre|mare\\w*|desde|inyec\\w*|relleno|pecho|aire)',
      '(?:please|por favor) hurry & (?:bad|happening|help|she|he|dying|wrong|cant)',
      '(?:need|want|get me|get us|send|necesito|necesitamos|manden|requiero) (?:\\w+ )?(?:medical |urgent |immediate |emergency )?(?:help|doctor|medic|paramedics?|ayuda(?: medica)?|doctor|medico|ambulancia) (?:right now|right away|now|asap|immediately|fast|quick\\w*|this second|ya|ahora|ahorita|urgente|rapido)(?! (?:with|booking|to (?:book|move|change|find|pick)|for my (?:hair|skin|brows)|para (?:agendar|cambiar|mover)|con (?:la cita|el link)))',
      '(?<!when )(?<!cuando )(?:should|do|must|need to|gotta|have to) (?:i|we)? ?(?:be going|go|come|head|rush|take (?:him|her|them)|drive)? ?(?:in )?(?:to )?(?:the )?(?:er|emergency room|emergency|hospital|a and e|urgent care)(?= |$)(?! (?:work|shift|visit|to (?:see|visit)|for (?:work|a meeting)))',
      '(?:debo|deberia|tengo que|hay que|mejor) (?:\\w+ )?(?:ir|llevarl[oa]|irme|correr) (?:\\w+ )?(?:a |al )(?:urgencias|emergencias|hospital)',
      'life (?:or|and) death|vida o muerte|cuestion de vida',
      '(?:something|somethings|algo) (?:is |s |feels |really |very |seriously |terribly |badly |just |esta |anda |va |muy )*(?:wrong|mal|off|not right) (?:with (?:me|him|her|my (?:mom|dad|baby|son|daughter|husband|wife|face|eye|heart|body|lip|leg|wound))|conmigo|con (?:mi (?:mama|papa|bebe|hij\\w+|cara|ojo)|el bebe|ella))',
      '(?:something|somethings) (?:is )?(?:very|really|seriously|terribly|badly|horribly) wrong(?! with (?:the|your|my (?:book\\w*|app\\w*|account|card|order|link)))|algo (?:esta|anda|va|salio) muy mal(?! con (?:la (?:cita|pagina|app)|el (?:link|pago)))',
    ],
  },
]
