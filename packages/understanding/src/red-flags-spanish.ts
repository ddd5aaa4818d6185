import type { RedFlagPhrases } from './red-flag-kinds.ts'

const respirar = '(?:respir\\w*|aire|aliento)'
const hinchado = '(?:hinch\\w*|inflam\\w*|cerr\\w*|cierr\\w*|engord\\w*|enorme|gigante|doble|apret\\w*)'
const duele = '(?:duel\\w*|dolor\\w*|doliendo|dolio|punzad\\w*|arde\\w*|ardor\\w*)'
const relleno =
  '(?:relleno\\w*|acido|hialuronico|filler|labios?|inyect\\w*|botox|infiltr\\w*|puse|pusieron|pinch\\w*|nariz|rinomodel\\w*|surco|menton|pomulo\\w*|ojeras|jeringa|tratamiento)'
const nino =
  '(?:mi|el|la|un|una|su|nuestr[oa]) (?:\\w+ )?(?:bebe|hij[oa]|nin[oa]|niet[oa]|nene|nena|recien nacid[oa]|sobrin[oa]|chiquit[oa]|peque\\w*|hijit[oa]|crio|cria|herman\\w+)'

export const spanishRedFlags: RedFlagPhrases[] = [
  {
    kind: 'self_harm',
    confidence: 0.97,
    phrases: [
      'suicid\\w*|matarme|quitarme la vida|hacerme dano|lastimarme|cortarme (?:las venas|los brazos|las munecas)|me (?:corto|corte|estoy cortando) (?:las venas|los brazos|las munecas|a proposito)|autolesi\\w*|ahorcarme|colgarme de|tirarme (?:de|por|a las? via|al tren)|aventarme (?:de|al)|lanzarme (?:de|por)|pegarme un tiro|acabar con (?:mi vida|todo)|terminar con (?:mi vida|todo)|me voy a matar|desaparecer para siempre|hacerse dano|quitarse la vida|matarse',
      '(?:no|ya no|tampoco) (?:quiero|kiero|tengo ganas de|aguanto|deseo|soporto) ~ (?:vivir|viva|vivo|seguir viviendo|despertar|despertarme|estar aqui|estar viv[oa]|existir|la vida|seguir con esto)',
      '(?:quiero|quisiera|prefiero|deseo|ganas de|pienso en|pensando en|mejor|me quiero) ~ (?:morir|morirme|estar muert[oa]|la muerte|desaparecer|no despertar)(?!(?:me)? (?:de|por) (?:risa|hambre|verguenza|ganas|pena|sueno|tener|calor))',
      '(?:sin mi|si no estuviera|si me muero|si me muriera) & (?:mejor|estarian|todos)',
      'no (?:tiene|hay|encuentro) (?:\\w+ )?(?:sentido|razon|motivo) ~ (?:vivir|vida|seguir)',
      '(?:me tome|tengo|tome|voy a tomar\\w*) ~ (?:pastillas|veneno|frasco) & (?:morir|adios|despedir\\w*|acabar|matar\\w*|perdon)',
      '(?:matar|hacerle dano|apunalar|ahorcar) (?:a mi|a alguien|a mis|a su|al bebe)',
    ],
  },
  {
    kind: 'breathing',
    confidence: 0.96,
    phrases: [
      `(?:no|apenas|cuesta|dificultad\\w*|problemas?|falta\\w*|casi|imposible|dificil|trabajo|cuesto|costando|sin|batall\\w*|mal|dejo de|dejar de|esfuerz\\w*|le falta|me falta|agita\\w*|quede sin) (?:(?:puedo|puede|pued\\w*|logra|para|al|de|el|la|bien|mucho|me|se|le|esta|entra|entre|consigo|casi|a|un poco|poder|tomar|coger|jalar|agarrar|suficiente|puedo ni|ni) ){0,5}${respirar}(?! (?:acondicionado|libre|fresco|tranquil))`,
      'respir\\w* ~ (?:mal|rapid\\w*|dificil\\w*|cuesta|ruido|silb\\w*|agitad\\w*|trabajo|poco|pito|raro|cortad\\w*|esfuerzo|fuerte)',
      '(?:me|se|le|lo|la) (?:\\w+ )?(?:ahog\\w*|asfixi\\w*|atragant\\w*|sofoc\\w*)(?! (?:en (?:un vaso|trabajo|deudas)))|(?:ahogandome|ahogandose|asfixiandose|asfixiandome|atragantandose)',
      '(?:labios|cara|unas|piel|esta|poniendo|puso|boca|dedos|quedo) ~ (?:azul\\w*|morad\\w*|amoratad\\w*) & (?:respir\\w*|ahog\\w*|bebe|cara|labios|tos\\w*|hij\\w*|aire|asma)',
      '(?:asma|asmatic\\w*|inhalador|salbutamol|ventolin) & (?:no|crisis|ataque|fuerte|ahog\\w*|funciona|mal|respir\\w*|pecho)',
      '(?:garganta|via aerea) ~ (?:cerr\\w*|cierr\\w*|apret\\w*|hinch\\w*|inflam\\w*|nudo que)|(?:cierra|cerrando|hincha|hinchando|inflamando|inflama|cerro) ~ garganta',
      'pecho ~ (?:silb\\w*|pit\\w*)|(?:saturacion|oxigeno|saturando) ~ (?:[5-8]\\d|baj\\w*)',
    ],
  },
  {
    kind: 'anaphylaxis',
    confidence: 0.95,
    phrases: [
      'anafila\\w*|shock alergico|choque alergico|epipen|adrenalina autoinyect\\w*',
      `(?:lengua|garganta|campanilla|glotis) ~ ${hinchado}|${hinchado} ~ (?:lengua|garganta|glotis)`,
      `(?:cara|rostro|labios?|ojos?|parpados?|boca|cuello|cuerpo|todo) ~ ${hinchado} & (?:ronch\\w*|picor|pica\\w*|comezon|respir\\w*|alerg\\w*|garganta|lengua|mareo\\w*|mare\\w*|minutos|rapido|de repente|abeja|avispa|picadura|pico|camaron\\w*|marisco\\w*|cacahuate|mani|nuez|nueces|antibiotico|penicilina|amoxicilina|ibuprofeno|anestesia|crema|comi|comio|tome|tomo|pastilla|medicamento|ayuda|tragar|habla\\w*|urticaria|salpullido|sarpullido|monstruo|cada vez|abrir)`,
      '(?:reaccion|reacion|shock|ataque|brote|crisis) (?:\\w+ )?(?:alergic[ao]|de alergia|alergia)(?! (?:hace|alguna vez|en el pasado|a (?:los|las|la|el) \\w+ (?:hace|de nin)))',
      '(?:ronchas|urticaria|sarpullido|salpullido|habones|granos|comezon|picazon) (?:\\w+ ){0,6}(?:todo el cuerpo|todas partes|por todo|entero)',
      '(?:ronchas|urticaria|sarpullido|salpullido|habones|comezon|picazon) & (?:respir\\w*|garganta|hinch\\w*|lengua|cara|labios|mare\\w*|desmay\\w*|vomit\\w*|antibiotico|pastilla|todo el cuerpo|extend\\w*|rapido)',
      '(?:abeja|avispa|alacran|camaron\\w*|marisco\\w*|cacahuate\\w*|mani|nuez|nueces|penicilina|amoxicilina|alerg\\w*) & (?:hinch\\w*|respir\\w*|garganta|ronch\\w*|mare\\w*|lengua|inflam\\w*)',
      '(?:no puedo|no puede|cuesta|dificil|apenas|dificultad (?:para|al)|trabajo) (?:\\w+ )?(?:tragar|pasar saliva|pasar la saliva)',
    ],
  },
  {
    kind: 'chest_pain',
    confidence: 0.95,
    phrases: [
      `(?:pecho|torax|esternon) ~ (?:${duele}|presion|opresion|apret\\w*|pesad\\w*|pesa|aplast\\w*|punz\\w*|quema\\w*|oprim\\w*|clav\\w*|explot\\w*|fuerte|elefante|peso)(?! de depil)`,
      `(?:${duele}|presion|opresion|apret\\w*|peso|pesadez|aplast\\w*|punzad\\w*|quemazon|ardor|oprim\\w*|clav\\w*|molestia|tension) (?:(?:en|el|de|mucho|mi|muy|fuerte|como|horrible|que|se|me|un|una|la|del|al|centro|mitad|lado|todo|intenso|brutal|tremendo|sobre|parte|izquierdo|aqui|a) ){0,7}(?:pecho|torax|esternon)`,
      'infart\\w*|paro cardiaco|ataque (?:al|de|cardiaco)(?: corazon)?(?! (?:de risa|de nervios|de panico))|ataque cardiaco|angina de pecho',
      '(?:brazo izquierdo|brazo|mandibula|hombro) ~ (?:dorm\\w*|adormec\\w*|duel\\w*|dolor|entum\\w*|hormig\\w*) & (?:pecho|sud\\w*|corazon|nausea\\w*|aire|respir\\w*|presion|mare\\w*)',
      '(?:dolor|duele|adormec\\w*|hormigueo|corre\\w*|baja) ~ (?:brazo izquierdo|brazo|mandibula) & (?:pecho|sud\\w*|corazon|aire|respir\\w*|presion)',
      '(?:corazon|pulso|latidos|palpitaciones|taquicardia) & (?:acelerad\\w*|sale|mil|desmay\\w*|mare\\w*|pecho|aire|respir\\w*|irregular|para\\b|rapidisimo|duele|fuerte|1[4-9]\\d) & (?:desmay\\w*|mare\\w*|pecho|aire|respir\\w*|sud\\w*|se me sale|no para|no baja|duele|anestesia|debil|horas|rato|ayuda)',
    ],
  },
  {
    kind: 'stroke',
    confidence: 0.95,
    phrases: [
      'derrame(?! (?:de|en el) (?:agua|rodilla|piso|cafe))|ictus|embolia|accidente cerebro\\w*|\\bacv\\b|\\bevc\\b|infarto cerebral|trombosis|apoplejia|paralisis facial|paralisis',
      '(?:cara|boca|rostro|lado|mitad|ojo|parpado|sonrisa) (?:\\w+ ){0,7}(?:caid[ao]|torci\\w*|torcid\\w*|chuec[ao]|paraliz\\w*|dormid[ao]|adormec\\w*|cayo|cae\\b|desvi\\w*|ladead\\w*|colg\\w*|entumi\\w*|entumec\\w*)(?! (?:por|de) la anestesia)',
      '(?:torci\\w*|caid[ao]|cayo|chuec[ao]|paraliz\\w*|adormec\\w*|durmi\\w*|dormid[ao]|entum\\w*|desvi\\w*) (?:\\w+ ){0,5}(?:cara|boca|rostro|medio cuerpo|lado (?:izquierdo|derecho|del cuerpo)|mitad|brazo|pierna|un lado)',
      '(?:no) (?:puedo|puede|siento|siente|mueve|muevo|responde\\w*) (?:\\w+ ){0,3}(?:mover|levantar|sentir|alzar|el brazo|la pierna|medio cuerpo|un lado|las piernas|la mitad|media cara|la mano|el lado)(?! (?:por|la cita|mi cita|la hora|el horario))(?!.{0,12}(?:cita|hora|turno))',
      '(?:habla|hablar|hablando|palabras|balbuce\\w*|lengua|arrastr\\w*|se le traba|no le entiend\\w*|incoherent\\w*|cosas sin sentido|enreda\\w*) & (?:cara|boca|brazo|de repente|torc\\w*|confund\\w*|derrame|lado|debil\\w*|bien|no puede|no se le entiende|raro|arrastr\\w*|traba\\w*|incoherencia\\w*|sin sentido|chuec\\w*) & (?:mi|papa|mama|abuel\\w*|espos\\w*|marido|padre|madre|brazo|cara|de repente|repente|lado|boca|no puede|no puedo|no se)',
      '(?:de repente|de pronto|subitamente|de golpe|repentin\\w*) (?:\\w+ ){0,5}(?:confund\\w*|confus\\w*|debil\\w*|adormec\\w*|no (?:ve|veo|habla|puede|puedo|siento|reconoc\\w*)|ceg\\w*|paraliz\\w*|perdi la vista|mareo\\w*|cara|dolor)',
      '(?:peor|mas fuerte|insoportable|explota\\w*|reventar|revienta|horrible) (?:\\w+ ){0,4}(?:dolor de cabeza|cabeza|migrana|jaqueca)|(?:dolor de cabeza|cabeza|migrana|jaqueca) (?:\\w+ ){0,6}(?:peor|de mi vida|insoportable|nunca (?:antes )?(?:habia|he)|explota\\w*|reventar|no (?:veo|puedo)|borros\\w*|vomit\\w*|fiebre|cuello|rigid\\w*)',
      '(?:confundid[ao]|desorientad[ao]|no reconoce|no sabe (?:donde|quien)|no me reconoce)',
    ],
  },
  {
    kind: 'consciousness',
    confidence: 0.95,
    phrases: [
      'desmay\\w*(?! (?:de (?:risa|emocion|ganas|la emocion|amor)|cuando vi el precio))|inconscien\\w*|perdi\\w* (?:el |la )?(?:conocimiento|conciencia|consciencia|sentido)|no (?:responde|reacciona|despierta|se despierta|reaccionaba|respondia)|desplom\\w*|colaps\\w*|desvaneci\\w*|sin conocimiento|sin pulso|no tiene pulso|no vuelve en si',
      'convuls\\w*|ataque epileptico|epilep\\w* & (?:ataque|crisis|ahora|suelo|no para)|(?:espuma|tembl\\w*|sacud\\w*|ojos en blanco) & (?:boca|suelo|piso|ojos|no responde|descontrol\\w*|cuerpo|incontrol\\w*)',
      '(?:azucar|glucosa|glicemia|glucemia|insulina|diabetic\\w*) & (?:desmay\\w*|tembl\\w*|confund\\w*|sud\\w*|baj[ao] mucho|bajisim\\w*|altisim\\w*|[2-4]\\d\\b|[4-9]\\d\\d|no despierta|vomit\\w*|no responde|mare\\w*|demasiada|raro|debil)',
      '(?:mare\\w*|debil\\w*|baja de presion|presion baja|todo negro|veo negro|se me va) & (?:desmay\\w*|negro|pie\\b|levantar\\w*|sangr\\w*|frio|palid\\w*|cae\\w*|caigo|caer|vista)',
      '(?:golpe de calor|flacid[ao]|como trapo|no se mueve)',
    ],
  },
  {
    kind: 'bleeding',
    confidence: 0.93,
    phrases: [
      '(?:no|ni) (?:\\w+ ){0,5}(?:par[aeo]\\w*|deja\\w*|deten\\w*|detiene|cort[ae]\\w*|control\\w*|cede) (?:\\w+ ){0,3}(?:sangr\\w*|hemorragia)',
      '(?:sangr\\w*|hemorragia) (?:\\w+ ){0,7}no (?:\\w+ ){0,4}(?:par\\w*|deten\\w*|detiene|cort\\w*|control\\w*|ced\\w*|deja\\w*|puedo)',
      '(?:sangr\\w*) (?:\\w+ ){0,5}(?:mucho|mucha|muchisim\\w*|demasiad\\w*|chorro\\w*|abundante\\w*|bastante|sin parar|horas|a mares|ban\\w*|por todos lados|fuerte|todavia|aun|coagulos|empap\\w*|todo lleno|horrores|a borbotones|un monton|desde)',
      '(?:mucha|muchisima|demasiada|chorro de|chorros de|perdiendo|perdido|perdio|lleno de|llena de|empapad\\w* (?:de|en)|charco de|vomit\\w*|tos\\w*|escup\\w*|orin\\w*|banad[oa] en|un monton de|tanta|litros de|sale|saliendo|me sale) (?:\\w+ ){0,2}sangre(?! (?:para|en ayunas))',
      'hemorragia|desangr\\w*',
      'sangre (?:\\w+ ){0,3}(?:en (?:el|la|las|los) (?:vomito|orina|heces|popo|caca|excremento)|por (?:la boca|el oido|los oidos|el ano|la nariz y|todos lados)|al toser|a chorros)',
      '(?:corte|herida|cortada|tajo) (?:\\w+ ){0,3}(?:profund\\w*|grande|abiert\\w*|enorme|fea|hueso)|(?:me|se) (?:cort[eo]|rebano|amputo|arranco) (?:\\w+ ){0,4}(?:dedo|mano|arteria|vena|munecas?|brazo|pierna)',
      '(?:abrio|abrieron|abierto|abriendo|revent\\w*|solto|soltaron|safaron|zafaron) (?:\\w+ ){0,4}(?:puntos|herida|sutura|cicatriz|costura)|(?:puntos|herida|sutura) (?:\\w+ ){0,3}(?:abri\\w*|revent\\w*|solt\\w*)',
      '(?:empap\\w*|cambi\\w*|llen\\w*|lleva\\w*) (?:\\w+ ){0,4}(?:gasas?|toallas?|compresas?|vendas?|trapos?|almohada|camisa)',
      '(?:sangr\\w*) & (?:muela|diente|extraccion|encia|cirugia|operacion|horas|anticoagulante\\w*|embaraz\\w*|cabeza|oido|injerto|herida)& (?:no|mucho|horas|todavia|sigue|sigo|desde|aun|mare\\w*|para)',
    ],
  },
  {
    kind: 'vision_loss',
    confidence: 0.95,
    phrases: [
      '(?:no|ya no|apenas|casi no|dejo de|deje de|dejado de|sin poder) (?:\\w+ )?(?:veo|ve|ver|puedo ver|puede ver|veia) (?:\\w+ ){0,4}?(?:(?:nada|bien|por|del|de|con|un|el|ojo|ojos|casi|claro|desde|este|izquierdo|derecho|nitido) ?){1,4}(?! (?:la hora|el momento|la cita|opcion|horario))',
      '(?:vista|vision) (?:\\w+ ){0,5}(?:perd\\w*|borros\\w*|nublad\\w*|doble|negr\\w*|fue|oscur\\w*|nubl\\w*|mal|raro|manchas|empan\\w*|se me va|cortina)',
      '(?:perd\\w*|borros\\w*|nublad\\w*|se me (?:fue|va|nublo|nubla|oscurecio)|sin) (?:\\w+ ){0,3}(?:vista|vision)',
      '(?:veo|ve|viendo) (?:\\w+ ){0,2}(?:doble|borros\\w*|negro|manchas|todo negro|nublado|luces|sombra|destellos|estrellitas|oscuro)',
      '(?:qued\\w*|volv\\w*|me estoy quedando|estoy|ciega|ciego|dej\\w*) (?:\\w+ )?cieg[oa](?! (?:de nacimiento|desde))',
      '(?:ojo|ojos) & (?:acido|cloro|lejia|quimico|producto|salpic\\w*|peeling|pegamento|limpiador) & (?:ard\\w*|duel\\w*|quem\\w*|ver|veo|cayo|entro|salpic\\w*|abrir|rojo)',
    ],
  },
  {
    kind: 'vascular_occlusion',
    confidence: 0.9,
    phrases: [
      `(?:blanc[oa]s?|palid\\w*|blanquecin\\w*|azul\\w*|morad\\w*|violace\\w*|violeta\\w*|gris\\w*|negr[oa]s?|oscur\\w*|negruzc\\w*|marmol\\w*|jaspead\\w*|red|malla|encaje|telarana|frio|fria|livid\\w*|cenic\\w*|manch\\w*|moteada) & ${relleno} & (?:piel|labio\\w*|nariz|zona|area|punta|frente|menton|duel\\w*|dolor\\w*|fri[oa]|pus\\w*|poniendo|extend\\w*|cara|mejilla)`,
      `(?:piel|labios?|nariz|punta|zona|mejilla|menton|frente) (?:\\w+ ){0,6}(?:blanc[oa]s?|palid\\w*|azul\\w*|morad\\w*|violace\\w*|gris\\w*|negr[oa]s?|marmol\\w*|jaspead\\w*|fri[oa]|muriendo) & (?:relleno\\w*|acido hial\\w*|hialuronico|inyect\\w*|infiltr\\w*|filler|rinomodel\\w*)`,
      'oclusion|necrosis|necros\\w*|se (?:esta |me esta )?(?:muriendo|pudriendo) la piel|hialuronidasa (?:urgente|ya|ahora)',
      '(?:mucho|muchisimo|insoportable|horrible|fuerte|demasiado|terrible|intenso|brutal|no aguanto|fuertisimo) (?:\\w+ ){0,3}(?:dolor\\w*|duele\\w*) & (?:relleno\\w*|hialuronico|filler|rinomodel\\w*|infiltr\\w*)',
      '(?:dolor\\w*|duele\\w*) (?:\\w+ ){0,3}(?:mucho|muchisimo|insoportable|horrible|fuerte|demasiado|terrible|intenso|brutal|horrores) & (?:relleno\\w*|hialuronico|filler|rinomodel\\w*|infiltr\\w*)',
    ],
  },
  {
    kind: 'severe_infection',
    confidence: 0.88,
    phrases: [
      'sepsis|septicemia|gangrena|celulitis infec\\w*|meningitis',
      '(?:fiebre|temperatura|calentura|escalofrios|tiritona|39|40|38[.,]\\d) & (?:pus|herida|raya\\w*|linea\\w*|roj\\w*|hinch\\w*|inflam\\w*|inyect\\w*|cirugia|operacion|operad\\w*|huele|supur\\w*|infect\\w*|infeccion|puntos|muela|diente|cara|absceso|flemon|rigid\\w*|relleno|tratamiento|peeling|laser|cuello|confund\\w*|implante|injerto|liposuccion|caliente)',
      '(?:roj\\w*|enrojec\\w*|raya\\w*|linea\\w*|infeccion|mancha\\w*|hinchazon|inflamacion) (?:\\w+ ){0,5}(?:extend\\w*|extiend\\w*|sub\\w*|crec\\w*|avanz\\w*|cada vez mas|expand\\w*)',
      '(?:pus|supur\\w*|huele|mal olor|infectad\\w*|infeccion|absceso) & (?:herida|puntos|cirugia|relleno|inyect\\w*|implante|labio\\w*|cara|mejilla|muela|operacion|cicatriz|zona|injerto) & (?:fiebre|caliente|hinch\\w*|roj\\w*|dolor\\w*|duel\\w*|peor|escalofrios|inflam\\w*|mal)',
      '(?:fiebre|temperatura|calentura) (?:\\w+ ){0,4}(?:39|40|41|10[3-5]|alta|altisima|no baja|no le baja)',
      '(?:cuello|nuca) (?:\\w+ ){0,2}(?:rigid\\w*|dur[oa]|ties\\w*) & (?:fiebre|cabeza|vomit\\w*|luz)',
    ],
  },
  {
    kind: 'burn',
    confidence: 0.9,
    phrases: [
      '(?:quem\\w*) (?:\\w+ ){0,7}(?:ampolla\\w*|grave\\w*|segundo grado|tercer grado|carne viva|muy feo|mucho|fuerte|horrible|cara|ojo\\w*|despelleja\\w*|profund\\w*|piel|insoportable|aceite|agua|acido|toda la|todo el)(?! (?:grasa|calorias|de sol hace))',
      '(?:ampolla\\w*|carne viva|piel (?:se )?(?:me )?(?:cae|cayendo|desprend\\w*|levant\\w*)) & (?:laser|peeling|quem\\w*|acido|depil\\w*|cera|aceite|agua)',
      '(?:agua hirviendo|agua caliente|aceite (?:hirviendo|caliente)|sopa caliente|cafe caliente|hirviendo) & (?:cay\\w*|quem\\w*|ech\\w*|encima|derram\\w*|bebe|nin\\w*|brazo|cara|piel|hij\\w*)',
      '(?:acido|lejia|cloro|sosa|quimico|producto quimico|cal) (?:\\w+ ){0,4}(?:en|a) (?:\\w+ )?(?:ojos?|cara|piel|boca)',
      '(?:electrocut\\w*|descarga electrica|se prendio fuego|incendi\\w*|en llamas)',
      '(?:piel|cara|zona|piernas) & (?:ard\\w*|quem\\w*) & (?:peeling|laser|crema) & (?:insoportable|no aguanto|ampolla\\w*|hinch\\w*|cada vez|mucho|no para|horrible)',
    ],
  },
  {
    kind: 'overdose',
    confidence: 0.95,
    phrases: [
      'sobredosis|intoxic\\w*|envenen\\w*|pasado de pastillas|se paso de pastillas|monoxido',
      '(?:tom[oeaó]|tome|tomado|tomaron|tomarme|tomaste|trag\\w*|ingiri\\w*|comio|bebio|bebi|me tome|se tomo) (?:\\w+ ){0,4}(?:todo el frasco|frasco|caja entera|toda la caja|blister|doble dosis|demasiad\\w*|(?:muchas|todas|un monton de|\\d\\d+|punado de|como \\d+|varias|\\d+) (?:\\w+ ){0,2}(?:pastilla\\w*|pildora\\w*|tableta\\w*|medicamento\\w*|medicina\\w*|paracetamol|ibuprofeno|somnifer\\w*|ansiolitic\\w*|tranquilizante\\w*|pastis|dosis|insulina|comprimidos))',
      '(?:trag\\w*|bebi\\w*|tom\\w*|ingiri\\w*|comi\\w*|metio en la boca) (?:\\w+ ){0,4}(?:lejia|cloro|detergente|veneno|pila|bateria|iman\\w*|acetona|quitaesmalte|limpiador|raticida|desinfectante|producto de limpieza|moneda|gasolina|perfume|pastillas|quitaesmaltes|suavizante|insecticida|anticongelante)',
    ],
  },
  {
    kind: 'violence',
    confidence: 0.92,
    phrases: [
      '(?:me|nos|la|lo) (?:\\w+ ){0,2}(?:peg[oa]\\w*|golpe\\w*|viol[oa]\\w*|abus[oa]\\w*|amenaz\\w*|ahorc\\w*|estrangul\\w*|apunal\\w*|dispar\\w*|agred\\w*|maltrat\\w*|secuestr\\w*|asalt\\w*|patea\\w*|encerr\\w*|quiere matar|va a matar|quieren matar)(?! (?:con la puerta))(?=.{0,90}(?:mi|marido|esposo|novio|pareja|padre|papa|hombre|ex|alguien|casa|ayuda|miedo|matar|ahora|el|hijos|cuchillo|pistola|anoche|cara|asi))',
      '(?:mi (?:marido|esposo|novio|pareja|ex|padre|papa|padrastro|esposa|novia|hermano|tio)) (?:\\w+ ){0,4}(?:pega|golpea|pego|golpeo|violo|amenaz\\w*|maltrat\\w*|ahorc\\w*|matar\\w*|abus\\w*|agred\\w*|lastima|pistola|cuchillo|violento)',
      'violencia (?:domestica|de genero|machista)|violacion|violaron|violada|abuso sexual|abusaron|apunalad\\w*|balazo|baleado|disparo|secuestr\\w*',
      '(?:tengo miedo de|miedo a) (?:que me|mi (?:marido|esposo|pareja|novio|ex)|volver a casa|por mi vida)|peligro (?:mi vida|de muerte)|corro peligro|mi vida corre',
      '(?:con|tiene|trae|saco) (?:un |una )?(?:cuchillo|pistola|arma|navaja|machete) (?:\\w+ ){0,4}(?:aqui|casa|puerta|matar|me|mi|amenaz\\w*|clinica)?',
      'llam\\w* (?:a )?(?:la )?policia',
    ],
  },
  {
    kind: 'head_injury',
    confidence: 0.9,
    phrases: [
      '(?:golp\\w*|peg\\w*|abri\\w*|parti\\w*|romp\\w*|dio|di|estrell\\w*|trauma\\w*|descalabr\\w*|choc\\w*) (?:\\w+ ){0,6}(?:cabeza|craneo|nuca|sien)',
      '(?:cabeza|craneo) (?:\\w+ ){0,5}(?:golp\\w*|abiert\\w*|partid\\w*|sangr\\w*|rot\\w*)',
      'conmocion cerebral|traumatismo|tce\\b',
      '(?:cai\\w*|cayo|cae|caido|resbal\\w*|tropez\\w*|caida|rod[oe]) (?:\\w+ ){0,6}(?:escalera\\w*|techo|balcon|ventana|bici\\w*|moto|caballo|altura|cama|andamio|piso|azotea|ducha|bano|columpio|arbol|cuna|suelo|cambiador)& (?:cabeza|no (?:puede|puedo|responde|se mueve|despierta|camina)|sangr\\w*|vomit\\w*|hueso|rot\\w*|duel\\w*|dolor\\w*|cuello|espalda|inconsciente|desmay\\w*|mare\\w*|pierna|brazo|cadera|llora\\w*|dorm\\w*|golp\\w*)',
      '(?:accidente (?:de (?:coche|carro|auto|moto|trafico|transito|bici))|atropell\\w*|choque (?:de|en)|chocamos|choque muy|me choc\\w*|nos choc\\w*|volc\\w*)',
      '(?:hueso) (?:\\w+ ){0,4}(?:fuera|sal\\w*|expuest\\w*|se ve|asom\\w*|roto)|(?:se me ve|se le ve|veo) el hueso',
      '(?:romp\\w*|quebr\\w*|fractur\\w*|partio|dislo\\w*|zafo|roto|rota) (?:\\w+ ){0,4}(?:brazo|pierna|hueso|tobillo|muneca|cadera|cuello|nariz|costilla\\w*|clavicula|hombro|codo|mandibula|dedo)(?=.{0,80}(?:ahora|acab\\w*|hinch\\w*|no puedo|no puede|duele|dolor|caer|cai|cayo|recien|ayuda|hoy))',
      '(?:no siento|no puedo mover) (?:las |mis )?piernas|ahog\\w* (?:\\w+ ){0,3}(?:alberca|piscina|mar|rio|banera)|mord\\w* (?:una |de )?(?:serpiente|vibora|perro)|picad\\w* (?:de|por) (?:alacran|escorpion|vibora)',
    ],
  },
  {
    kind: 'pregnancy',
    confidence: 0.93,
    phrases: [
      '(?:embaraz\\w*|gestacion|semanas de embarazo|\\d+ (?:semanas|meses)|encinta) & (?:sangr\\w*|manch\\w*|dolor\\w*|duel\\w*|contraccion\\w*|rompi\\w*|fuente|no se mueve|no siento|movim\\w*|desmay\\w*|vista|cabeza|hinch\\w*|cai|caida|golp\\w*|liquido|fiebre|vomit\\w*|mare\\w*|colico\\w*|coagulos|presion|borros\\w*) & (?:embaraz\\w*|bebe|sangr\\w*|contraccion\\w*|gestacion|encinta|fuente)',
      '(?:rompi\\w*|rompio|revento) (?:\\w+ )?(?:la )?(?:fuente|bolsa|aguas|bolsa de aguas)|romp\\w* aguas',
      '(?:bebe|feto) (?:\\w+ ){0,5}(?:no se mueve|no se ha movido|dejo de moverse|no patea|esta saliendo|viene|ya sale|ya viene)|no siento (?:\\w+ )?(?:al |a mi )?bebe|no (?:he sentido|siento) (?:\\w+ )?mov\\w*',
      'contracciones|trabajo de parto|de parto|estoy pariendo|aborto espontaneo|preeclampsia|eclampsia|ectopico|placenta|perdiendo (?:al|el|a mi) bebe',
      '(?:recien parida|acabo de parir|despues del parto|postparto|posparto|puerperio|cesarea) & (?:sangr\\w*|fiebre|coagulos|desmay\\w*|cabeza|pecho|aire)',
    ],
  },
  {
    kind: 'botulism',
    confidence: 0.93,
    phrases: [
      'botulismo',
      '(?:botox|toxina|dysport) & (?:trag\\w*|respir\\w*|habl\\w*|voz|doble|debil\\w*|fuerza|cuello|cabeza|parpados?|paraliz\\w*|ahog\\w*|ronc\\w*|aire|masticar|sostener) & (?:no puedo|cuesta|dificil\\w*|perd\\w*|sin fuerza|doble|debil\\w*|no aguanto|cae\\w*|ronc\\w*|trabajo|no me sale|ahog\\w*|dificultad|borros\\w*)',
    ],
  },
  {
    kind: 'dental',
    confidence: 0.88,
    phrases: [
      '(?:diente|dientes|muela) (?:\\w+ ){0,5}(?:cay\\w*|salio|salt\\w*|rot[oa]|parti\\w*|golpe|tumb\\w*|volo|arranc\\w*|entero|flojo (?:por|del) golpe)(?=.{0,80}(?:golpe|pelota|balon|caida|cayo|caer|sangr\\w*|accidente|bici|minutos|acaba|mano|leche|raiz|entero|ayuda|jugando))',
      '(?:tumb\\w*|tir\\w*|salt\\w*|arranc\\w*|romp\\w*|parti\\w*|volaron|volo|sac\\w*) (?:\\w+ ){0,4}(?:dientes?|muela)(?=.{0,80}(?:golpe|pelota|balon|caida|cayo|caer|sangr\\w*|accidente|bici|minutos|acaba|mano|ayuda|jugando|punetazo))',
      '(?:cara|mandibula|cuello|mejilla|cachete|encia|ojo|boca|debajo de la lengua) (?:\\w+ ){0,6}(?:hinch\\w*|inflam\\w*) & (?:muela|diente|dental|absceso|flemon|extraccion|cordal|encia|juicio) & (?:fiebre|trag\\w*|respir\\w*|ojo|abrir|cuello|peor|palpit\\w*|caliente|enorme|muchisimo|pus|extend\\w*|rapido|mucho|garganta)',
      '(?:no puedo|no puede|apenas|no logro|cuesta) (?:\\w+ )?(?:abrir|cerrar) (?:\\w+ )?(?:boca|mandibula)|mandibula (?:\\w+ ){0,3}(?:trab\\w*|bloque\\w*|dislo\\w*|salio|desencaj\\w*)',
      '(?:muela|diente|extraccion|encia|cordal) & (?:insoportable|no aguanto|muero de dolor|llorando|me mata|no para|horrible|inaguantable|peor dolor)& (?:dolor\\w*|duele\\w*|sangr\\w*)',
    ],
  },
  {
    kind: 'child',
    confidence: 0.9,
    phrases: [
      `${nino} & (?:no respira|no despierta|azul|morad\\w*|flacid\\w*|trag\\w*|fiebre|convuls\\w*|atragant\\w*|inconsciente|no responde|golp\\w*|cay\\w*|quem\\w*|tom\\w*|rigid\\w*|vomit\\w*|letargic\\w*|sangr\\w*|ahog\\w*|ronch\\w*|no reacciona|manchas|hinch\\w*|respir\\w*|deshidrat\\w*|comio) & (?:39|4[01]|10[2-5]|no |ahora|ayuda|azul|morad\\w*|cabeza|pila|moneda|pastilla\\w*|convuls\\w*|ahog\\w*|respir\\w*|dorm\\w*|horas|meses|recien|hervir|hirviendo|rigid\\w*|cuello|llora\\w*|escalera\\w*|sangr\\w*|lejia|cloro|cara|labios|manchas|lengua)`,
      '(?:mollera|fontanela) (?:\\w+ ){0,2}(?:hundid\\w*|abult\\w*|hinch\\w*)',
    ],
  },
  {
    kind: 'blood_clot',
    confidence: 0.87,
    phrases: [
      'trombo\\w*|coagulo en|embolia pulmonar',
      '(?:pantorrilla|pierna|gemelo) (?:\\w+ ){0,6}(?:hinch\\w*|roj\\w*|caliente|dur\\w*|inflam\\w*) & (?:duel\\w*|dolor\\w*|aire|respir\\w*|caliente|cirugia|lipo\\w*|vuelo|una sola)',
    ],
  },
  {
    kind: 'severe_pain',
    confidence: 0.8,
    phrases: [
      '(?:dolor\\w*|duele\\w*) (?:\\w+ ){0,6}(?:insoportable|inaguantable|no (?:lo |la |puedo )?(?:aguanto|soporto|aguantar|mas)|horrible|brutal|terrible|atroz|muerte|muero|10 de 10|llor\\w*|retorc\\w*|diez de diez)(?! de risa)',
      '(?:insoportable|inaguantable|terrible|brutal|horrible|atroz|no aguanto|no soporto|muero del?|muriendo del?|doblad[oa] del?|llorando del?|gritando del?|retorc\\w* del?) (?:\\w+ ){0,3}(?:dolor\\w*|duele\\w*)',
      '(?:estomago|abdomen|barriga|panza|vientre|tripa|testicul\\w*|huevos|ingle|apendice) & (?:dolor\\w*|duel\\w*) & (?:mucho|muchisimo|fuerte\\w*|insoportable|no puedo|vomit\\w*|fiebre|dur[oa]|doblad\\w*|de repente|horrible|sangre|intenso)',
      '(?:no puedo|no he podido|no logro) (?:orinar|hacer pis|mear)',
    ],
  },
  {
    kind: 'stated',
    confidence: 0.85,
    phrases: [
      '(?:es|tengo|hay|tenemos|esto es|es una?|una) (?:una? )?(?:\\w+ )?(?:emergencia|emerjencia)(?! (?:de (?:cejas|pelo|belleza|trabajo|contacto)|familiar (?:y|no)))',
      '(?:llam\\w*|necesit\\w*|mand\\w*|pid\\w*|envi\\w*|marc\\w*|marqu\\w*) (?:\\w+ ){0,3}(?:ambulancia|9 ?1 ?1|112|061|samu|bomberos|cruz roja)',
      '(?:voy|vamos|llev\\w*|ir|corriendo|vaya|vayamos|camino) (?:\\w+ ){0,3}(?:a|al) (?:urgencias|hospital|emergencias|la guardia)(?!.{0,30}(?:trabaj\\w*|visitar|turno))',
      '(?:me|se) (?:\\w+ )?(?:estoy |esta |nos |me )?(?:muriendo|muero|muere)(?! (?:de (?:risa|ganas|hambre|verguenza|pena|sueno|calor|frio|amor|ternura|aburr\\w*|miedo|curiosidad|emocion|envidia|sed|nervios)|por (?:ir|tener|hacer\\w*|verme|que llegue|un|una|mis|unos|ponerme|probar)|en (?:el trabajo|vida)))',
      '(?:auxilio|socorro|ayudenme|ayudeme|ayudame|por favor ayuda|ayuda por favor|ayuda) & (?:respir\\w*|sangr\\w*|dolor\\w*|muri\\w*|pecho|desmay\\w*|hinch\\w*|urgente|ya|rapido|hij\\w*|bebe|no puedo)',
      'auxilio|socorro|es de vida o muerte|urgencia medica|riesgo de muerte',
    ],
  },
]
