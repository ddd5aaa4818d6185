import type { RedFlagPhrases } from './red-flag-kinds.ts'

const very =
  '(?:very|so|really|super|extremely|severe(?:ly)?|badly|bad|awful|terrible|horrible|intense|excruciating|unbearable|crushing|worst|agony|insane|unreal|a lot|10/10|9/10|worse|worsening|spreading|throbbing)'
const pain = '(?:pains?|hurts?|hurting|ach(?:es?|ing)|sore|agony|painful|burns?|burning|throb\\w*)'
const swollen =
  '(?:swell\\w*|swollen|puff\\w*|ballooned|blow(?:n|ing) up|blew up|balloon|huge|closing(?: up)?|thick|tight\\w*|doubled|twice (?:the|its) size)'
const breathe = '(?:breath(?:e|ing)?|breathes|brea?the|air)'
const after =
  '(?:filler|fillers|lip|lips|juvederm|restylane|inject\\w*|botox|nose job|cheek\\w*|chin|threads?|syringe|hyaluron\\w*|sculptra|radiesse|treatment|procedure|appointment)'
const child =
  '(?:my|the|our|her|his|a) (?:\\w+ )?(?:baby|newborn|infant|toddler|(?:\\w+ )?(?:son|daughter|kid|child|boy|girl|grandson|granddaughter|niece|nephew)|little (?:one|boy|girl)|\\d+ ?(?:yo|y/o|yr old|year old|month old|mo old|week old)s?)'
const patient =
  '(?:he|she|they|i|mum|mom|mother|dad|father|husband|wife|friend|son|daughter|sister|brother|baby|partner|boyfriend|girlfriend|grandma|grandpa|grandmother|grandfather|person|somebody|someone|patient|client|neighbor|neighbour|roommate|kid|child|aunt|uncle|coworker|colleague|wont|not)'

export const englishRedFlags: RedFlagPhrases[] = [
  {
    kind: 'breathing',
    confidence: 0.96,
    phrases: [
      `(?:cant|cannot|can not|could ?nt|can ?t|unable to|hardly|barely|struggl\\w+|hard|trouble|difficult\\w*|difficulty|problems?|labou?red|short(?:ness)?|fight\\w*|gasp\\w*|tough|issues?|not able to|shallow|barley|trying to|isnt|aint|stopped|stop|not|no longer|wont|losing my|running out of|cant get|cant catch|trouble catching|wheezy) (?:(?:to|of|with|for|get|in|catch|my|her|his|any|enough|an?|take|even|properly|really|a|deep|full|much|me|when|it|the|time) ){0,4}${breathe}(?! (?:easy|a sigh|a word|life|room|new|fresh))`,
      `${breathe} ~ (?:hard|difficult|heavy|shallow|labou?red|funny|weird|fast|trouble|tight|noisy|harder|worse|stopped|whist\\w+|rasp\\w+|barely|impossible|painful|hurts?)`,
      '(?:gasping|suffocat\\w*|asphyxiat\\w*|wheez\\w*|stridor|hyperventilat\\w*|winded and)',
      '(?:is|am|im|shes|hes|are|was|started|keeps?|he|she|kid|baby|son|daughter) (?:\\w+ )?chok(?:ing|ed)',
      'chok(?:ing|ed) (?:on|and|cant|help)',
      '(?:lips?|face|fingers?|nails?|skin|hes|shes|baby|mouth|tongue|going|turning|turned|looks?|gone|went|is) ~ (?:blue|bluish|purple|grey|gray) & (?:breath\\w*|lips|face|help|chok\\w+|cough\\w+|asthma|limp|fingers)',
      '(?:asthma|copd) & (?:attack|inhaler|cant|not working|worse|bad|isnt|doesnt|puffer|flare)',
      '(?:inhaler|puffer|nebuli[sz]er) ~ (?:not working|isnt|doesnt|not helping|empty|ran out|aint|no help|nothing)',
      '(?:no|need|get|enough|any) (?:air|oxygen)(?! ?(?:facial|treatment|condition\\w*|fry\\w*))',
      '(?:oxygen|o2|sats?|spo2|pulse ox\\w*) (?:\\w+ ){0,4}(?:[5-8]\\d|low|dropp\\w+|falling)',
      '(?:throat|airway|windpipe) ~ (?:clos\\w+|tight\\w*|swell\\w*|swollen|block\\w+|constrict\\w*|narrow\\w*|lump)',
      '(?:breathless|short of breath|out of breath) & (?:chest|lying|rest|sitting|suddenly|stairs|talk|leg|calf|surgery|now|cant|getting|so|very|all|after|lips)',
    ],
  },
  {
    kind: 'anaphylaxis',
    confidence: 0.95,
    phrases: [
      'anaphyla\\w*',
      'epi ?-?pens?(?! (?:in my bag|just in case|with me|expires))',
      `(?:tongue|throat|airway|uvula) ~ ${swollen}`,
      `${swollen} ~ (?:tongue|throat|airway|uvula)`,
      `(?:face|lips?|eyes?|eyelids?|mouth|neck|cheeks?|whole body|everything|head) (?:(?:is|are|has|have|keeps?|started|getting|really|very|so|just|all|both|and|my|her|his|eyes?|lips?|face|suddenly|completely|shut|up|been|starting|to|bit|badly) ){0,6}${swollen} & (?:hives|rash|itch\\w*|breath\\w*|allerg\\w*|throat|tongue|dizzy|minutes|fast|shut|peanut\\w*|nuts?|shrimp|shellfish|bee|wasp|sting|stung|antibiotic\\w*|penicillin|amoxicillin|ibuprofen|numbing|lidocaine|latex|ate|took|medicine|meds|suddenly|rapidly|tingl\\w*|vomit\\w*|wheez\\w*|quickly|help|cant open|cant see|injection|spreading|getting worse|hour|swallow\\w*|closing|talk|voice|double|twice)`,
      '(?:allergic|alergic|allergy) (?:reaction|reacton|shock|attack) & (?:now|help|bad|severe|think|im|i am|having|swell\\w*|face|hives|breath\\w*|throat|getting|right|spreading|wors\\w+|shes|hes|what do i do)',
      '(?:having|have|had|getting|bad|severe|serious|strong|big|major|massive|some kind of|some sort of) (?:an? )?(?:\\w+ )?(?:allergic|alergic) (?:reaction|reacton|shock)(?! (?:to|in|before|last|when i was|once|years?) (?:.*)(?:years?|before|past|as a child|kid))',
      '(?:hives|welts|rash|itching|itchy|red) (?:\\w+ ){0,6}(?:all over|everywhere|whole body|spreading|head to toe|entire body|my neck and face) & (?:breath\\w*|throat|swell\\w*|swollen|dizzy|tongue|lips|face|faint\\w*|vomit\\w*|took|ate|stung|injection|minutes|help|fast|antibiotic\\w*|medicine|numbing|cream|chest|spreading|now|tight\\w*|peel|after)',
      '(?:stung|sting|bee|wasp|peanut|nuts?|shellfish|shrimp|penicillin|amoxicillin) & (?:swell\\w*|swollen|breath\\w*|throat|hives|dizzy|faint\\w*|tongue)',
      '(?:throat|tongue|mouth|lips) ~ (?:itch\\w*|tingl\\w*|numb|scratchy|thick|funny|weird) & (?:swell\\w*|swollen|breath\\w*|hives|closing|swallow\\w*|ate|allerg\\w*|stung|took|tight)',
      '(?:cant|cannot|hard to|trouble|difficult\\w*|difficulty|unable to|hurts to) swallow\\w* & (?:swell\\w*|swollen|breath\\w*|throat|drool\\w*|tongue|hives|jaw|neck|botox|inject\\w*|fever|spit|saliva|speak|talk|voice)',
    ],
  },
  {
    kind: 'chest_pain',
    confidence: 0.95,
    phrases: [
      `(?:chest|sternum|breastbone|breast bone) (?:(?:is|has|feels?|like|been|a|really|so|very|kind|of|and|just|area|wall|super|getting|keeps?|all|my|on|the|left|side|in|s) ){0,5}(?:${pain}|tight\\w*|pressure|heavy|heaviness|squeez\\w*|crush\\w*|weight|elephant|stabb\\w*|sharp|discomfort|cramp\\w*|constrict\\w*|on fire|explod\\w*|pounding|clench\\w*|band)`,
      `(?:${pain}|tight\\w*|pressure|heavy|heaviness|squeez\\w*|crush\\w*|weight|elephant|sitting|stabb\\w*|sharp|discomfort|cramp\\w*|brick|fist|knife|burning|something) (?:(?:in|on|of|my|the|his|her|across|around|inside|over|left|side|center|centre|middle|through|like|feeling|is|pain|sitting|down|a|and|upper|whole|standing|feels|from) ){0,6}chest(?! (?:hair|wax\\w*|laser|hair removal))`,
      'heart ?attacks?',
      'cardiac arrest|angina|palpitations? ~ (?:dizzy|faint|chest|wont|breath\\w*|now|hours?)',
      '(?:left|l) (?:arm|shoulder|jaw|side) (?:\\w+ ){0,5}(?:numb|pain|hurts?|ach\\w*|tingl\\w*|heavy|weak|radiat\\w*) & (?:chest|sweat\\w*|jaw|breath\\w*|nause\\w*|heart|dizzy|back|pressure|clammy)',
      '(?:pain|ache|numb\\w*|tingl\\w*|hurt\\w*) (?:\\w+ ){0,5}(?:left arm|left shoulder|jaw|down my arm|arm) & (?:chest|sweat\\w*|breath\\w*|nause\\w*|heart|clammy)',
      '(?:heart|pulse|heartbeat) (?:(?:is|has|keeps?|been|feels?|like|its|just|really|so|going|and|wont|stop|rate) ){0,5}(?:rac(?:ing|es)|pound\\w*|stopp\\w*|skipp\\w*|irregular|flutter\\w*|crazy|jump\\w*|out of (?:my )?chest|1[4-9]\\d|2[0-4]\\d|hurts?|hurting|erratic|going (?:to )?(?:explode|stop)) & (?:dizzy|faint\\w*|chest|breath\\w*|wont (?:slow|stop)|hours?|sweat\\w*|pass out|minutes|weak|pain\\w*|light ?headed|help|numbing|inject\\w*|stop|now|cant)',
      '(?:cold sweat|clammy|sweating) & (?:chest|jaw|arm|heart|nause\\w*|pressure|pale)',
    ],
  },
  {
    kind: 'stroke',
    confidence: 0.95,
    phrases: [
      '(?:having|had|have|think|is|its|like|be|been|just|suffer\\w*|signs? of|symptoms? of|maybe|possible|him|her|mini) (?:an? |his |her )?(?:\\w+ )?(?:stroke|strok|tia)(?! of (?:luck|genius|midnight|inspiration))',
      '(?:face|mouth|smile|eyelid|cheek|lip|side of (?:my|his|her) face) (?:(?:is|has|looks?|was|just|suddenly|on|one|the|left|right|side|of|all|kind|half|completely|down|my|her|his|to|went|got|went|whole|a|bit|and|and|started|all) ){0,7}(?:droop\\w*|drop(?:s|ped|ping)|sagg\\w*|crooked|lopsided|numb|paraly[sz]\\w*|slid\\w*|fall(?:s|en|ing)|fell|uneven|twist\\w*|slack|dead) & (?:speech|slur\\w*|arm|suddenly|speak\\w*|talk\\w*|numb|weak\\w*|one side|leg|confus\\w*|cant (?:move|lift|smile|feel)|half|minutes|just|hand|sudden|words|left|right|side)',
      '(?:one|left|right|half|whole) (?:side|half|arm|leg) (?:(?:of|my|his|her|the|body|face|is|has|went|gone|feels?|got|just|suddenly|completely|and|leg|arm|all|are|both|a) ){0,8}(?:numb|paraly[sz]\\w*|weak|dead|limp|cant move|wont move|not moving|tingl\\w*|heavy|droop\\w*|unable)',
      '(?:cant|cannot|unable to|wont|could ?nt|not able to) (?:move|lift|raise|feel|use|hold|control) (?:(?:up|my|his|her|the|one|left|right|either|of|side|half|any|anything|with|on|a|whole) ){0,5}(?:arm|leg|hand|side|face|legs|arms|body|limbs|mouth|cup|smile|fingers)(?! (?:after|due|because|from) (?:the )?(?:gym|workout|leg day|training))',
      '(?:slur\\w*|garbled|mumbl\\w*|gibberish|jumbled|not making sense|doesnt make sense|isnt making (?:any )?sense|makes? no sense|making no sense|words? (?:wont|coming|come|are coming|arent)|cant (?:speak|talk|get (?:the )?words|find (?:the )?words|say)|lost (?:his|her|my|the) (?:speech|ability to speak)) & (?:face|arm|suddenly|sudden|mouth|confus\\w*|numb|side|weak\\w*|mom|mum|dad|mother|father|husband|wife|grand\\w+|droop\\w*|hes|shes|out of nowhere|drunk|speech|words|talking|headache|botox|now|just)',
      '(?:sudden|suddenly|all of a sudden|out of nowhere) (?:\\w+ ){0,5}(?:confus\\w*|numb\\w*|weakness|weak|dizz\\w*|blind|cant (?:see|walk|speak|talk|move)|paraly\\w*|slur\\w*|double vision)',
      '(?:confused|disoriented|doesnt know (?:where|who)|doesnt recogni[sz]e|not recogni[sz]ing|doesn?t remember (?:her|his) (?:own )?name) & (?:suddenly|sudden|speech|slur\\w*|fever|fell|head|numb|weak|face|mom|mum|dad|husband|wife|grand\\w+|mother|father|hes|shes|just|woke|diabet\\w*|sugar)',
      '(?:worst|thunderclap|explo\\w+) (?:\\w+ )?(?:headache|head ?ache|migraine|head pain)(?: (?:of my|ever|in my) ?(?:life)?)?',
      '(?:headache|head ache|migraine) & (?:worst|thunderclap|stiff neck|cant see|vision|confus\\w*|numb|vomit\\w*|fever|sudden(?:ly)?|slur\\w*|weakness|neck is stiff|blurr\\w*|passed out|faint\\w*|exploded|out of nowhere)',
    ],
  },
  {
    kind: 'consciousness',
    confidence: 0.95,
    phrases: [
      '(?:passed|passing|pass|blacked|blacking|black|knocked) out(?! (?:from laughing|early|on the couch|asleep|flyers))',
      '(?:un ?conscious|un ?respon\\w+|not respon\\w+|isnt respon\\w+|wont respon\\w+|doesnt respon\\w+|not conscious|lost consciousness|losing consciousness|loses consciousness|no pulse|not waking|lifeless|stopped respond\\w+)',
      '(?:wont|cant|doesnt|isnt|not|cannot|unable to|could ?nt|hard to|barely|wouldnt) (?:get )?(?:wake|waking|woken|be woken|wake up|wake (?:him|her|them)|rouse|awake|react\\w*)(?! up (?:early|on time|before|at|in time|so))',
      `${patient} (?:\\w+ ){0,3}(?:collaps\\w*|faint(?:ed|ing|s))`,
      '(?:collapsed|fainted|fainting|keep fainting|keeps fainting|about to (?:faint|pass out|collapse)|going to (?:faint|pass out)|gonna (?:faint|pass out)|almost fainted|feel(?:ing)? (?:like i (?:am|m|will|might|could)|im going to|im gonna|like im going to|like im gonna)? ?(?:faint|fainting|pass(?:ing)? out)|feel faint)',
      '(?:having|had|has|have|is|in|an?|another|first|her|his|my) (?:\\w+ )?(?:seizures?|seizing|convuls\\w*|epileptic fit|fit(?= (?:on|and|for|wont|that)))',
      'seizures?|seizing|convuls\\w*',
      '(?:shaking|jerking|twitching|foaming|eyes roll\\w*|eyes are roll\\w*|body went stiff|rolled back) & (?:uncontroll\\w*|floor|mouth|respond\\w*|eyes|wont stop|unconscious|cant stop|stiff|foam\\w*|minutes|head)',
      '(?:blood )?(?:sugar|glucose|bg) (?:(?:is|at|level|levels|reads?|reading|dropped|down|to|says?|of|was|its|went|keeps?|and|really|super|so|way|too|extremely|meter|my|his|her|the|hit|shows?|over|under|below|like) ){0,5}(?:[1-4]\\d|[4-9]\\d\\d|low|dropping|crash\\w*|hi|dangerously|high) & (?:shak\\w*|confus\\w*|faint\\w*|pass\\w*|sweat\\w*|dizzy|vomit\\w*|help|diabet\\w*|insulin|cant|wont|sugar|responding|drowsy|ketones|breath\\w*|[3-6]\\d\\d|[2-4]\\d)',
      '(?:diabet\\w*|insulin) & (?:pass\\w* out|unconscious|shak\\w*|confus\\w*|faint\\w*|vomit\\w*|wont wake|sugar (?:is )?(?:low|high|dropp\\w*|crash\\w*)|cold sweat|fruity|collaps\\w*)',
      '(?:limp|floppy|lifeless|blue) & (?:baby|infant|newborn|wont|breath\\w*|child|son|daughter|toddler|body|respond\\w*)',
      '(?:dizzy|light ?headed|woozy|weak|faint|vision going) & (?:pass out|passing out|black(?:ing)? out|cant stand|going dark|collaps\\w*|bleed\\w*|heart|pale|clammy|cold sweat|tunnel|falling over|chest)',
      '(?:going|went|gone) in(?:to)? (?:septic |anaphylactic |hypovolemic )?shock',
      '(?:heat ?stroke)',
    ],
  },
  {
    kind: 'bleeding',
    confidence: 0.93,
    phrases: [
      '(?:wont|doesnt|not|cant|cannot|isnt|dont|hasnt|havent|didnt|never|unable to|nothing|wouldnt|aint) (?:(?:get|it|to|make|seem|the|been|able|even|is|my|stop it|slow|down|quite|really) ){0,4}(?:stop\\w*|clot\\w*|slow\\w*|control\\w*) (?:\\w+ ){0,4}(?:bleed\\w*|blood)',
      '(?:bleed\\w*|blood|bled|hemorrhag\\w*|haemorrhag\\w*|bloody) (?:\\w+ ){0,8}(?:wont|doesnt|not|cant|cannot|isnt|hasnt|will not|does not|is not|never|wouldnt|didnt|aint|non|has not) ?(?:\\w+ ){0,4}(?:stop\\w*|clot\\w*|slow\\w*|control\\w*|let up|quit)',
      '(?:bleed\\w*|bled|blood|hemorrhag\\w*|haemorrhag\\w*) (?:(?:is|it|a|so|very|really|like|just|out|from|my|the|and|has|been|quite|pretty|still|all|this|for|everywhere) ){0,6}(?:heavy|heavily|badly|bad|a lot|profuse\\w*|pour\\w*|gush\\w*|spurt\\w*|soak\\w*|everywhere|nonstop|non stop|constant\\w*|alot|tons|uncontroll\\w*|through|out of control|squirt\\w*|pump\\w*|excessive\\w*|lots|crazy|puddle|hours|profus\\w*|spray\\w*|clots|streaming|like crazy)',
      '(?:heavy|heavily|badly|profuse\\w*|pour\\w*|gush\\w*|spurt\\w*|squirt\\w*|pump\\w*|severe|uncontroll\\w*|nonstop|non stop|massive|lots of|a lot of|so much|too much|losing|lost|covered in|pool of|puddle of|loads of|tons of|dripping|full of|filled with|spray\\w*|streaming|soaked (?:in|with|through)|excessive\\w*|keeps?|kept) (?:\\w+ ){0,3}(?:bleed\\w*|blood|hemorrhag\\w*)(?! (?:pressure|test|work|sugar|tests|type|thinner\\w*|thinning))',
      '(?:soak\\w*|going through|went through|changed|filled|filling) (?:\\w+ ){0,5}(?:pads?|towels?|gauzes?|bandages?|dressings?|tampons?|sheets?|shirts?|t ?shirt|pillow\\w*|tissues?|rags?|bucket|cloth\\w*|napkins?|toilet paper)(?! of (?:moisturi|cream))',
      '(?:vomit\\w*|throw\\w* up|threw up|puk\\w*|cough\\w*|spit\\w*|peeing|pee|urine|stool|poop\\w*|shit\\w*|poo) (?:(?:up|out|is|has|and|full|of|my|with|a|lot|bright|red|all|some|in|lots|there|was|dark|black) ){0,5}blood',
      'blood (?:in|coming (?:out )?(?:of|from)|from|out of|pouring (?:out )?(?:of|from)) (?:my |his |her |the |my own )?(?:vomit|urine|stool|poop|poo|mouth|ears?|eyes?|rectum|anus|sputum|spit|phlegm|cough|throat|incision|wound|stitches|nose and)(?! (?:test|work))',
      '(?:black|tarry|coffee ground\\w*) (?:\\w+ )?(?:stool\\w*|poop|vomit\\w*|poo)',
      '(?:arter\\w+|jugular|vein) & (?:cut|bleed\\w*|spurt\\w*|slashed|severed|hit)',
      '(?:deep|huge|big|gaping|open|long) (?:cut|gash|wound|laceration)',
      '(?:cut|sliced|chopped|severed|ripped|tore|lost|slashed|bit|gashed) (?:(?:off|my|his|her|the|a|tip|of|part|through|deep|open|into) ){1,6}(?:finger|thumb|hand|toe|artery|vein|arm|leg|ear|foot|tongue|bone) (?:\\w+ ){0,4}?(?:off|bone|bleed\\w*|blood|open|deep)',
      '(?:nose ?bleed|nosebleed) & (?:wont|hour|hours|not stop\\w*|cant|doesnt|minutes|\\d\\d ?min\\w*|blood thinner\\w*|swallow\\w*|pour\\w*|gush\\w*|heavy|stop|lot)',
      '(?:stitches|sutures|incision|wound|graft|surgical site|staples|cut) ~ (?:opened|open|burst|popped|came (?:out|apart|undone)|split|tore|ripped|coming apart|reopened|come undone)',
      '(?:still|been|is|im|keeps?|started|was) bleeding (?:\\w+ ){0,6}(?:for|since|after|hours?|days?|everywhere|from) & (?:extract\\w*|tooth|teeth|socket|surgery|hours?|gum|pulled|wisdom|implant|transplant|scalp|dizzy|thinner\\w*|pregnan\\w*|rectum|ear|head|inject\\w*|wound)',
      '(?:warfarin|blood thinners?|eliquis|xarelto|hemophil\\w*|anticoagul\\w*) & (?:bleed\\w*|fell|cut|hit|bruise spreading)',
    ],
  },
  {
    kind: 'vision_loss',
    confidence: 0.95,
    phrases: [
      '(?:cant|cannot|could ?nt|can not|unable to|barely|hardly|not able to|can barely|stopped being able to|dont) see (?:(?:out|anything|well|clearly|properly|right|at|all|with|from|nothing|my|anymore|much|of|in|on|through|a|thing|the|it|very|good|shit|just|only|hardly|one|left|now|since|after|shapes|light) ){0,4}?(?:(?:out|of|from|in|on|with|through|my|one|left|right|both|either|that|the|her|his) ){0,5}(?:eyes?|anything|nothing|properly|clearly|all|now|since|after|well|much|suddenly|anymore|half)',
      '(?:vision|sight|eyesight|visual field) (?:(?:is|has|in|my|one|left|right|eye|went|gone|got|getting|just|suddenly|of|the|and|on|a|so|all|really|very|both|eyes|since|been|keeps?|going|became|turned|half|out|starting|to) ){0,8}(?:los\\w+|gone|black|dark|blurr\\w*|blur|dim|double|fad\\w*|grey|gray|white|weird|tunnel|curtain|worse|cloudy|fuzzy|went|disappear\\w*|missing|spots?|foggy|bad)',
      '(?:lost|losing|loss of|lose|partial|no|blurr\\w*|blur|double|tunnel|cloudy|foggy|fuzzy|sudden) (?:\\w+ ){0,3}(?:vision|sight|eyesight)(?! (?:board|insurance|test|plan|correction|of))',
      '(?:gone|going|went|go|turned|im|am|suddenly|is|was|half|almost|temporarily|now|completely|partially) blind(?! (?:date|spot|in one eye since (?:birth|i)|since birth|from birth|guide|faith))',
      '(?:see|seeing|sees) (?:\\w+ )?(?:double|flash\\w*|curtain|floaters|black spots?|dark spots?|nothing|stars) & (?:filler|inject\\w*|sudden\\w*|eye|vision|headache|after|botox|curtain|hit|head|now|pregnan\\w*|floaters|flash\\w*)',
      '(?:eyes?|vision) (?:\\w+ ){0,4}(?:went (?:black|dark|blank|white)|black(?:ed)? out|blurry|blurred) & (?:filler|inject\\w*|sudden\\w*|nose|forehead|botox|pain|after|headache|now)',
      '(?:everything|all|it) (?:went|is|goes|turned|got|looks) (?:black|dark|blurry|blurred|double|grey|dim) & (?:eye|eyes|vision|filler|inject\\w*|see|sudden\\w*|faint)',
      '(?:eye) (?:\\w+ ){0,4}(?:pain|hurts?|severe|excruciating|chemical|acid|glass|stabbed|poked|punctur\\w*|popped|bulg\\w*) & (?:vision|see|blurr\\w*|blind|filler|vomit\\w*|halos|light|sudden\\w*|acid|bleach|chemical|splash\\w*|glass|nail)',
      '(?:drooping eyelid|eyelid|pupil) & (?:double vision|cant move|bigger than|different size|dilated|vision)',
    ],
  },
  {
    kind: 'vascular_occlusion',
    confidence: 0.9,
    phrases: [
      `(?:white|pale|blanch\\w*|blue|bluish|purple|purplish|violet|grey|gray|greyish|grayish|black|blackish|dusky|mottl\\w*|marbled|lac[ye]\\w*|net ?like|fishnet|web|blotchy|dark|cold|ashy|patchy|reticul\\w*|livedo|mosaic) & ${after} & (?:skin|lips?|nose|cheek\\w*|chin|area|patch\\w*|spots?|tip|forehead|face|side|pain\\w*|hurts?|cold|turn\\w*|went|spreading|discolou?r\\w*|pattern|nostril|glabella|temple)`,
      `(?:skin|lips?|nose|cheek\\w*|chin|tip|nostril|forehead|area|face) (?:(?:is|has|are|have|around|my|the|went|gone|turned|turning|going|looks?|getting|of|on|near|one|side|really|very|all|a|like|where|got|just|above|under|below|cold|and|from|next|to|it|bit|starting|look|been|upper|top|lower|left|right) ){0,8}(?:white|blanch\\w*|blue|bluish|purple|purplish|dusky|mottl\\w*|marbled|grey|gray|greyish|black|net ?like|lacy|necro\\w*|dying|ice cold) & (?:filler|inject\\w*|juvederm|restylane|syringe|pain\\w*|hurts?|cold|lips?|nose|hours?|after|numb)(?!\\w* lipstick)`,
      'vascular occlusion|occlu\\w*|necro\\w*|tissue (?:death|is dying)|skin (?:is )?dying|capillary refill|blocked (?:artery|vessel|blood vessel)|hyaluronidase (?:now|asap|urgent\\w*|emergency)|livedo',
      `(?:${very}|unbearable|excruciating|crazy|insane) (?:\\w+ ){0,4}(?:pain|painful|hurts?|hurting) & (?:filler|fillers|juvederm|restylane|sculptra|radiesse) & (?:now|worse|cold|white|blue|purple|since|after|hours?|yesterday|today|getting|cant|help|spreading|tonight|skin|numb|wont)`,
      '(?:filler|fillers|juvederm|restylane) & (?:no feeling|cant feel|numb|cold to (?:the )?touch|ice cold|blister\\w*|scab\\w* black|crust\\w*|pustul\\w*) & (?:white|purple|dark|blue|pain\\w*|grey|gray|spreading|black|lip|nose|skin|mottl\\w*)',
    ],
  },
  {
    kind: 'severe_infection',
    confidence: 0.88,
    phrases: [
      'sepsis|septic|necroti[sz]ing|gangren\\w*|cellulitis|meningitis|flesh eating',
      '(?:fever|temp|temperature|chills|shivering|shaking|rigors|103|104|105|39|40|38\\.\\d) & (?:pus|red streaks?|streaks?|spreading|incision|wound|swell\\w*|swollen|inject\\w*|surgery|site|oozing|discharge|smells?|stiff neck|filler|tooth|jaw|face|abscess|stitches|confus\\w*|redness|hot to|infected|infection|transplant|scalp|drain\\w*|implant|procedure|treatment|peel|laser|cut|leg|breath\\w*|heart|rash|gum)',
      '(?:red|redness|streaks?|line|lines|swelling|infection|rash|hot|heat) (?:\\w+ ){0,5}(?:spreading|spreads|streak\\w*|moving up|going up|creeping|climbing|getting bigger|growing|up my (?:arm|leg|neck|face))(?! virus)',
      '(?:spreading|streak\\w*|growing) (?:\\w+ ){0,4}(?:red|redness|rash|infection|swelling|cellulitis) & (?:fever|hot|pain\\w*|pus|wound|incision|fast|inject\\w*|bite|surgery|leg|arm|face|filler|chills|sick)',
      '(?:pus|oozing|green|yellow|foul|smell\\w*|stink\\w*|discharge|drain\\w*|infected|infection|abscess) & (?:incision|wound|stitches|surgery|site|filler|inject\\w*|implant|scalp|lip|face|cheek|socket|tooth|procedure|burn|graft) & (?:fever|hot|swollen|swell\\w*|red|spreading|pain\\w*|worse|throbbing|chills|hurts|huge|sick|dizzy|smell\\w*)',
      '(?:fever|temp|temperature) (?:(?:of|is|at|reached|hit|over|above|over|still|around|about|like|went|up|to|has|a|with|was|spiked|spiking) ){0,4}(?:10[3-9]|39[.,][4-9]|4[0-2])(?! (?:minutes|people|dollars|years|days|hours))',
      '(?:stiff neck|neck is (?:so )?stiff|cant bend (?:my|his|her) neck) & (?:fever|headache|rash|light|vomit\\w*|confus\\w*)',
      '(?:rash|spots) (?:\\w+ ){0,6}(?:dont|doesnt|not|wont) (?:fade|go away|disappear|blanch) (?:\\w+ ){0,4}(?:press\\w*|glass|push\\w*)',
      '(?:fever|chills) & (?:shaking|confus\\w*|wont come down|cant keep|heart racing|not peeing|purple)',
    ],
  },
  {
    kind: 'pregnancy',
    confidence: 0.93,
    phrases: [
      '(?:pregnan\\w*|preggo|weeks along|\\d+ ?(?:weeks|wks?|months) (?:pregnant|along|preg)|expecting|trimester|due date|prego|\\d+ ?w(?:ee)?ks? preg\\w*) & (?:bleed\\w*|blood|spotting|cramp\\w*|severe|sharp|contraction\\w*|water broke|waters broke|not moving|hasnt moved|stopped moving|isnt moving|no movement|pain\\w*|faint\\w*|vision|headache|swell\\w*|swollen|fell|seizure|leak\\w*|gush\\w*|fluid|dizzy|pass\\w* out|breath\\w*|fever|vomit\\w*|blurr\\w*|spots|chest|clots?|hit)',
      '(?:my )?waters? (?:just )?(?:broke|broken|has broken|have broken|is breaking)',
      '(?:baby|fetus) (?:\\w+ ){0,4}(?:not moving|isnt moving|hasnt moved|stopped moving|stopped kicking|not kicking|isnt kicking|hasnt kicked|no movement|not moved|coming (?:out|now)|is coming|crowning|head is)',
      '(?:havent|cant|not|dont|didnt) (?:felt|feel|feeling) (?:the |my )?baby (?:move|kick|moving)',
      '(?:in|going into|gone into|started|early|preterm|premature|active|think its) labou?r\\b(?! (?:day|cost|law|intensive))',
      'contractions? (?:\\w+ ){0,6}(?:minutes|apart|every|close|strong|started|wont|bad|now|weeks|regular)',
      '(?:miscarr\\w*|ectopic|preeclampsia|eclampsia|placenta\\w*|umbilical)(?! (?:last year|years ago))',
      '(?:gave birth|postpartum|after (?:delivery|giving birth|c ?section)|just had (?:a|the|my) baby) & (?:bleed\\w*|blood|clots?|faint\\w*|fever|headache|vision|chest|breath\\w*|leg|swell\\w*|seizure)',
    ],
  },
  {
    kind: 'botulism',
    confidence: 0.93,
    phrases: [
      'botulism|botulinum poisoning',
      '(?:botox|dysport|xeomin|toxin|tox) & (?:cant swallow|hard to swallow|trouble swallow\\w*|difficult\\w* swallow\\w*|swallow\\w*|cant breathe|trouble breathing|breath\\w*|speak|talk\\w*|voice|slur\\w*|double vision|weak\\w*|droop\\w* (?:both|everything)|paraly\\w*|cant (?:hold|lift|move|close|open|keep|chew|walk|see)|chok\\w*|hoarse|blurr\\w*|muscles?|drool\\w*|seeing double|head (?:up|falls|keeps)) & (?:cant|weak\\w*|swallow\\w*|breath\\w*|speak|voice|slur\\w*|double|hold|lift|trouble|hard|difficult\\w*|spreading|worse|hoarse|chok\\w*|blurr\\w*|drool\\w*|since|now|after)',
    ],
  },
  {
    kind: 'dental',
    confidence: 0.88,
    phrases: [
      '(?:tooth|teeth) (?:(?:got|has|is|just|been|was|my|front|his|her|the|came|fell|both|kid|s|permanent|adult|completely|two|one|are) ){0,5}(?:knocked|kicked|punched|smashed|broke(?:n)? (?:off|in half)|fell out|came out|snapped|loose (?:after|from)|hanging|pushed (?:in|back))',
      '(?:knocked|kicked|punched|smashed|lost|broke|chipped) (?:(?:out|my|his|her|the|a|front|two|tooth|permanent|adult|both|in) ){1,5}(?:tooth|teeth)(?=.{0,60}(?:out|fell|bleed\\w*|blood|just|ball|bike|hit|accident|minutes|hand|milk|now|help|root))',
      '(?:jaw|face|cheek|gum|neck|mouth|floor of my mouth|under my (?:tongue|jaw|chin)|eye) (?:\\w+ ){0,8}(?:swollen|swell\\w*|ballooned|huge|hard) & (?:tooth|teeth|dental|abscess|extraction|wisdom|gum|root canal|molar|socket) & (?:fever|swallow\\w*|breath\\w*|eye|cant open|open my mouth|spreading|neck|worse|throbbing|shut|hot|jaw|hard|huge|pus|chills|fast|drool\\w*|tongue|throat)',
      '(?:cant|cannot|unable to|barely|hard to) (?:open|close) (?:my |his |her )?(?:mouth|jaw) & (?:swell\\w*|swollen|fever|tooth|pain\\w*|stuck|locked|abscess|extraction|wisdom|dislocat\\w*|pus)',
      '(?:jaw) (?:\\w+ ){0,3}(?:locked|dislocated|stuck|broke\\w*|out of place)(?! (?:before|in the past))',
      '(?:abscess) & (?:fever|swell\\w*|swollen|burst|spreading|eye|neck|swallow\\w*|breath\\w*|throbbing|face|severe|unbearable|pus)',
      '(?:tooth|toothache|molar|wisdom tooth|extraction|socket|gum) & (?:unbearable|excruciating|agony|worst pain|10/10|killing me|wont stop bleeding|cant take it|screaming|crying (?:in|from) pain|swollen shut)',
    ],
  },
  {
    kind: 'child',
    confidence: 0.9,
    phrases: [
      `${child} & (?:not breath\\w*|wont wake|blue|limp|floppy|swallowed|seizure|seizing|convuls\\w*|chok\\w*|unconscious|unrespons\\w*|stopped breath\\w*|hit (?:his|her) head|fell|burn\\w*|drank|ate|rash|stiff|wont stop (?:crying|vomiting)|lethargic|bleed\\w*|vomit\\w*|cant breathe|trouble breathing|wheez\\w*|struggling|dehydrat\\w*|swollen|swelling|not responding|shaking|grunting|hives|pills) & (?:10[2-9]|39|40|4[01]|wont|not|cant|help|now|blue|limp|breath\\w*|swallowed|seiz\\w*|convuls\\w*|chok\\w*|unconscious|head|blood|bleed\\w*|lethargic|hours|drows\\w*|sleepy|stiff|battery|pills|bleach|neck|rash|respond\\w*|wake|drink\\w*|diaper\\w*|months?|newborn|weeks?|screaming|hives|lips|face|floor|stairs|boiling|hot|rolling)`,
      '(?:sunken|soft spot|no wet diapers?|hasnt peed|bulging fontanel\\w*)',
    ],
  },
  {
    kind: 'blood_clot',
    confidence: 0.87,
    phrases: [
      'blood clot|\\bdvt\\b|pulmonary embol\\w*|thrombosis',
      '(?:calf|leg|thigh) (?:\\w+ ){0,8}(?:swollen|swell\\w*|red|hot|warm|hard|painful|hurts?|throb\\w*) & (?:calf|one leg|surgery|lipo\\w*|flight|breath\\w*|chest|birth control|hot|red|warm|cast|only one|one side|operation|tummy tuck)& (?:swollen|swell\\w*|hard|pain\\w*|hurts?)',
    ],
  },
  {
    kind: 'severe_pain',
    confidence: 0.8,
    phrases: [
      '(?:excruciating|unbearable|agonizing|agonising|worst pain|crippling|blinding) (?:\\w+ ){0,3}(?:pain|ache|cramps?|headache|hurts?)?(?! (?:wait|music|hold))',
      `(?:stomach|belly|abdomen|abdominal|tummy|side|gut|testic\\w*|balls?|groin|appendix|lower right) (?:\\w+ ){0,6}(?:${pain}|cramp\\w*|rigid|hard as) & (?:${very}|cant (?:stand|move|walk|sleep|take)|vomit\\w*|fever|doubled over|doubling over|sudden\\w*|faint\\w*|blood|rigid|hard|sharp|stabbing)`,
      '(?:severe|terrible|awful|intense|horrible|crazy|insane|extreme|unreal|sharp) (?:\\w+ ){0,3}pain & (?:cant|screaming|help|suddenly|fever|vomit\\w*|faint\\w*|spreading|getting worse|crying|dying|swollen|eye|stomach|abdom\\w*|chest|back|numb|hours|wont|stop|surgery|breath\\w*|sleep|nothing)',
      '(?:in|so much|this much|too much) (?:agony|pain) & (?:cant|dying|help|screaming|crying|surgery|worse|unbearable|shak\\w*|please|10)',
      '(?:screaming|crying|sobbing|writhing|doubled over|curled up) (?:\\w+ ){0,3}(?:in|with|from|because of) (?:the |so much )?pain',
      '(?:pain) (?:\\w+ ){0,4}(?:10 ?(?:/|out of) ?10|9 ?(?:/|out of) ?10|unbearable|excruciating|killing me|off the charts)',
      '(?:10|ten) (?:/|out of) ?(?:10|ten) (?:\\w+ )?pain',
      '(?:testic\\w*|balls?) (?:\\w+ ){0,5}(?:twisted|swollen|sudden\\w*|pain)|priapism|erection (?:\\w+ ){0,6}(?:hours|wont)',
      '(?:cant|not able to|unable to|havent) (?:pee|urinate|peed|urinated) & (?:surgery|hours|pain\\w*|numb|day|bladder|procedure)',
      '(?:numb) (?:\\w+ ){0,4}(?:groin|saddle|genitals|between my legs)',
    ],
  },
]
