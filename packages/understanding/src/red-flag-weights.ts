/**
 * Signs that alarm only together: each counts its points once, and a message that reaches `ALARM` is taken for an
 * emergency though no phrase fits it. English and Spanish, over the same plain text as the phrases.
 */
import type { RedFlagKind } from './red-flag-kinds.ts'

/** Points from which on a message alarms. */
export const ALARM = 5

export const weighedSigns: { points: number; kind: RedFlagKind | null; sign: string }[] = [
  // Parts and powers that life hangs on.
  { points: 2, kind: 'chest_pain', sign: 'chest|breastbone|sternum|pecho|esternon' },
  {
    points: 2,
    kind: 'chest_pain',
    sign: 'my heart|his heart|her heart|heart ?beat|heart rate|pulse|hart|corazon|pulso|latidos|palpita\\w*',
  },
  {
    points: 2,
    kind: 'breathing',
    sign: 'lungs?|breath\\w*|inhal\\w*|breth\\w*|airway|oxygen|pulmon\\w*|respir\\w*|aire|aliento',
  },
  { points: 2, kind: 'anaphylaxis', sign: 'throat|tongue|garganta|lengua|windpipe' },
  {
    points: 2,
    kind: 'stroke',
    sign: 'left (?:arm|side|hand|leg|half)|right (?:arm|side|hand|leg|half)|one side|half (?:of )?(?:my|his|her) (?:face|body)|lado (?:izquierdo|derecho)|un lado|brazo (?:izquierdo|derecho)|medio cuerpo|mitad de (?:la cara|mi cara|el cuerpo)',
  },
  { points: 1, kind: 'vision_loss', sign: 'eyes?|vision|sight|ojos?|vista' },
  {
    points: 1,
    kind: 'head_injury',
    sign: 'my head|his head|her head|skull|neck|spine|nuca|cabeza|cuello|columna',
  },
  {
    points: 1,
    kind: 'severe_pain',
    sign: 'stomach|belly|abdomen|abdominal|appendix|kidney|barriga|panza|estomago|vientre|apendice|rinon\\w*|tummy',
  },
  { points: 1, kind: 'head_injury', sign: 'legs?|arms?|hip|bone|piernas?|brazos?|cadera|huesos?' },
  {
    points: 1,
    kind: 'vascular_occlusion',
    sign: 'fillers?|injected|injection|relleno|inyect\\w*|inyeccion|rinomodelacion|hialuronico',
  },
  {
    points: 1,
    kind: 'dental',
    sign: 'tooth|molar|jaw|gum|socket|extraction|muela|diente|mandibula|encia|quijada',
  },
  {
    points: 2,
    kind: 'pregnancy',
    sign: 'pregnan\\w*|trimester|weeks along|\\d+ (?:wks|weeks) (?:pregnant|along)|embaraz\\w*|semanas de embarazo|en labou?r',
  },
  {
    points: 1,
    kind: 'child',
    sign: 'baby|newborn|toddler|infant|bebe|recien nacid[oa]|my (?:son|daughter|kid)|mi (?:hij[oa]|nin[oa])',
  },
  {
    points: 1,
    kind: 'child',
    sign: '(?:my|mi|the|our) (?:\\w+ )?(?:mom|mum|dad|mother|father|wife|husband|grandma|grandpa|grandmother|grandfather|roommate|mama|papa|esposo|esposa|marido|abuel[oa]|suegr[oa]|herman[oa]|novi[oa]|brother|sister|boyfriend|girlfriend|neighbor|coworker|friend|aunt|uncle|tia|tio|amig[oa]|vecin[oa])',
  },
  // What goes wrong.
  {
    points: 3,
    kind: 'consciousness',
    sign: 'faint\\w*|passed out|pass out|passing out|black(?:ed|ing)? out|collaps\\w*|unconscious|unrespons\\w*|not responding|desmay\\w*|desplom\\w*|desvanec\\w*|no responde|no reacciona|no contesta|seiz\\w*|convuls\\w*|having a fit|limp|slumped|keeled over|lifeless',
  },
  {
    points: 3,
    kind: 'breathing',
    sign: '(?:cant|cannot|cnt|cant even|couldnt|hard to|trouble|struggl\\w*(?: to)?|difficulty|barely|not|stopped|no (?:puedo|puede)|me cuesta|le cuesta|dificultad para|sin poder|casi no(?: puedo)?) (?:\\w+ )?(?:inhale\\w*|breath\\w*|breth\\w*|brethe|swallow\\w*|respirar|tragar|respira)|chok\\w*|suffocat\\w*|gasp\\w*|wheez\\w*|ahog\\w*|asfixi\\w*|atragant\\w*|silba\\w*',
  },
  {
    points: 3,
    kind: 'stroke',
    sign: '(?:cant|cannot|couldnt|unable to|wont|no (?:puedo|puede|puedes|se puede)) (?:\\w+ )?(?:move|feel|lift|raise|walk|stand|speak|talk|wake|mover\\w*|sentir|levantar\\w*|caminar|pararme|hablar|despertar\\w*)|paraly\\w*|paraliz\\w*|no (?:me |le )?(?:siento|siente) (?:las |los |el |la )?(?:piernas?|brazos?|manos?|cara|lado)',
  },
  {
    points: 2,
    kind: 'stroke',
    sign: 'numb\\w*|tingl\\w*|slurr\\w*|droop\\w*|crooked|confus\\w*|disorient\\w*|delirious|gibberish|adormec\\w*|entumi\\w*|hormigue\\w*|dormid[oa]|durmi\\w*|chuec[oa]|torcid[oa]|confundid[oa]|desorientad[oa]|delir\\w*|incoheren\\w*|double|doble',
  },
  { points: 2, kind: 'bleeding', sign: 'blood|bleed\\w*|bled|sangr\\w*|hemorrag\\w*|coagulos|clots?' },
  {
    points: 2,
    kind: 'bleeding',
    sign: 'wont stop|wont quit|cant stop|doesnt stop|not stopping|nonstop|non stop|still bleeding|gush\\w*|pour\\w*|spurt\\w*|soak\\w*|drip\\w*|no (?:me |se |le )?(?:para|deja|corta|detiene)|sin parar|toda la noche|all night|chorro\\w*|empap\\w*',
  },
  {
    points: 2,
    kind: 'anaphylaxis',
    sign: 'swell\\w*|swollen|hinch\\w*|inflam\\w*|hives|welts|ronchas|blew up|ballooned|itching|itchy all|anafil\\w*|allergic|alergic\\w*|rash',
  },
  {
    points: 2,
    kind: 'severe_infection',
    sign: 'fever\\w*|chills|fiebre|calentura|escalofrios|pus|ooz\\w*|infect\\w*|10[2-5]|streaks?|raya roja|linea roja|smells? (?:bad|awful|rotten|foul)|huele (?:mal|feo)|supur\\w*',
  },
  {
    points: 2,
    kind: 'vascular_occlusion',
    sign: 'turning (?:white|black|blue|purple|gr[ae]y)|turned (?:white|black|blue|purple|gr[ae]y)|going (?:black|white|purple|gr[ae]y|blue)|bluish|purplish|mottled|blanch\\w*|dusky|marbled|poniendo (?:\\w+ )?(?:negr\\w*|blanc\\w*|morad\\w*|azul\\w*|gris\\w*)|se puso (?:negr\\w*|blanc\\w*|morad\\w*|azul\\w*|gris\\w*)|morad[oa]|azulad[oa]|gr[ae]y|necro\\w*',
  },
  {
    points: 3,
    kind: 'severe_pain',
    sign: 'worst (?:\\w+ )?(?:pain|headache|of my life)|unbearable|excruciating|agony|insoportable|inaguantable|no aguanto|peor dolor|killing me|cant take the pain|10 out of 10|10/10',
  },
  {
    points: 2,
    kind: 'severe_pain',
    sign: 'pain\\w*|hurts?|hurting|ache|aching|dolor\\w*|duele\\w*|stabbing|throbbing|crushing|pressure|tight\\w*|presion|apriet\\w*|opresion|punzad\\w*|sharp',
  },
  {
    points: 2,
    kind: 'consciousness',
    sign: 'dizzy|light ?headed|vomit\\w*|throwing up|sweat\\w*|pale|clammy|shak(?:ing|es)|trembl\\w*|mare\\w*|sudando|sudor\\w*|palid[oa]|tembl\\w*|tiembl\\w*|nausea\\w*|weak|debil\\w*|floppy|stiff|ties[oa]|rigid[oa]|drowsy|puking',
  },
  {
    points: 2,
    kind: 'burn',
    sign: 'burn(?:ed|t|ing|s)?|blister\\w*|boiling|acid|bleach|quem\\w*|ampolla\\w*|hirviendo|cloro|scald\\w*|skin (?:is )?(?:coming|falling|peeling)|piel (?:de la cara )?(?:se |cay\\w*)|cayendo la piel|arde\\w*|on fire',
  },
  {
    points: 2,
    kind: 'overdose',
    sign: 'pills|swallowed|poison\\w*|overdos\\w*|pastillas|trago|tragado|veneno|envenen\\w*|whole bottle|frasco|took too|chemicals?|fumes|drugs?|drogas?|drugged',
  },
  {
    points: 2,
    kind: 'head_injury',
    sign: 'fell|fallen|hit (?:my|his|her) head|accident|crash\\w*|cay[oe]|cai|se cayo|accidente|choque|golpe\\w*|broken|broke my|fractur\\w*|burst|crushed|trapped|atrapad[oa]|snapped|electrocut\\w*|drown\\w*',
  },
  {
    points: 3,
    kind: 'violence',
    sign: 'gun|knife|stab\\w*|pistola|cuchillo|arma|raped?|viol[oa]ron|strangl\\w*|beat(?:ing|s)? (?:me|her|him)|hit me|hits me|me peg[ao]|me golpe\\w*|kill me|matarme|threaten\\w*|amenaz\\w*|attacked me|hurt me|pillow over|pinned me|locked me',
  },
  {
    points: 3,
    kind: 'self_harm',
    sign: 'suicid\\w*|want to die|kill myself|end it|die|dying|morirme|morir|matarme|quitarme la vida|im done|hopeless|goodbye|worthless|no point|cant go on|self ?harm|cutting|sin esperanza|sin sentido',
  },
  // How it came, and how it is told.
  {
    points: 1,
    kind: null,
    sign: 'sudden\\w*|all of a sudden|out of nowhere|just now|right now|started|minutes ago|hours? ago|hrs ago|since|after|de repente|de golpe|de pronto|ahorita|ahora|acaba de|desde|hace (?:\\w+ )?(?:minutos|horas?|rato)|despues de',
  },
  {
    points: 1,
    kind: null,
    sign: 'so bad|really bad|bad|horribl\\w*|terribl\\w*|severe\\w*|extreme\\w*|so much|a lot|super|worse|getting worse|spreading|all over|everywhere|huge|insane|awful|mucho|muchisimo|muy fuerte|fuerte|feo|peor|horrible\\w*|por todo|todo el cuerpo|cada vez mas|intense|intenso',
  },
  {
    points: 2,
    kind: 'stated',
    sign: 'help|emergency|ambulance|911|urgent care|er|hospital|scared|panick\\w*|what do i do|what should i do|please answer|hurry|ayuda|emergencia|ambulancia|auxilio|que hago|urgencias|asustad\\w*|tengo miedo|contesten|rapido',
  },
]
