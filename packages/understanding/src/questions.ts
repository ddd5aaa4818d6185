/** What a message asks about. */
import type { QuestionKind } from './reading.ts'

const kinds: [QuestionKind, string][] = [
  [
    'clinical',
    "(?:is|are|was|be|isnt|isn't) (?:\\w+ ){0,6}(?:safe|dangerous|harmful|risky|toxic|infected|infection|contagious|normal|serious|supposed to (?:look|feel|be|hurt|bleed|happen)|bad for me|a bad sign)\\b(?! (?:to (?:park|pay|walk|leave)|price|hours|wait|parking))|(?:es|sera|esta|seria) (?:\\w+ ){0,4}(?:segur[oa]\\b|peligros[oa]|riesgos[oa]|normal|malo|grave|danin[oa]|infectad[oa])(?! (?:precio|horario))|side effects?|complications?|\\brisks?\\b|riesgos?|efectos? secundarios?|contraindic\\w*|interact(?:s|ions?)? with|pregnan\\w*|embaraz\\w*|breast ?feed\\w*|nursing(?= (?:a|my|mom|mother|and))|while nursing|i'?m nursing|lactan\\w*|lactancia|amamant\\w*|dando pecho|blood thinners?|anticoagul\\w*|aspirin\\w*|warfarin|coumadin|xarelto|eliquis|plavix|ibuprofen\\w*|advil|motrin|aleve|tylenol|acetaminophen|paracetamol|painkillers?|accutane|roacutan|isotretinoin\\w*|tretinoin|retinol|antibiotic\\w*|antidepress\\w*|medications?|medicines?|\\bmeds\\b|medicamentos?|medicinas?|pastillas?|diabet\\w*|epilep\\w*|seizures?|pacemaker|marcapasos|lupus|autoinmun\\w*|autoimmun\\w*|cancer|chemo\\w*|quimio\\w*|hepatitis|herpes|cold sores?|keloids?|queloid\\w*|blood pressure|hipertens\\w*|hypertens\\w*|presion alta|thyroid|tiroides|asthma|asma\\b|asmatic\\w*|allerg\\w*|alergi\\w*|heart (?:condition|problem|disease)|(?:am i|would i be|will i be|soy|seria|sere) (?:an? )?(?:good |buen[oa]? )?candidat\\w*|how many (?:units|syringes|mls?)|cuantas (?:unidades|jeringas)|(?:should|do) i (?:be |need to be )?(?:worr\\w*|concerned|see a doctor)|debo preocup\\w*|me preocupo|why (?:is|are|does|do|did|has|have|wont|won't) my|por que (?:se me|me (?:duele|salio|sale|arde|pica|quedo)|sigo|mi (?:cara|labio|piel))|(?:work|effective|ok|okay|suitable|good|right) (?:for|on) (?:me|my (?:skin|age|hair|acne|type)|dark skin|brown skin|someone with)|(?:best|better|right) (?:\\w+ )?for my|(?:mejor|recomiend\\w*|conviene) (?:\\w+ ){0,3}(?:para|por) (?:mi|mis|la|el|las|los) (?:\\w+ )?(?:piel|acne|manchas|arrugas|ojeras|cara|flacidez|cicatri\\w*|papada|calvicie|caida)|(?:recommend|suggest) (?:\\w+ ){0,3}(?:for|to (?:treat|fix|get rid))|(?:do|would|will) i need (?:\\w+ ){1,3}or \\w+",
  ],
  [
    'price',
    'how much(?! (?:time|longer|notice|downtime|does it hurt|pain|swelling|is it going to hurt))|price\\w*|cost\\w*|\\bfees?\\b|charge|charges|what do you charge|rates?\\b|quote|expensive|cheap\\w*|affordable|discount\\w*|deals?\\b|specials?\\b|promo\\w*|packages?|(?:free|gratis)(?: or|\\?| o )|cuanto (?:va a ser|cuesta|vale|sale|cobran|es|seria|me sale|cobra|esta|salen|cuestan|costaria|valen|me cobran|saldria|por)|a cuanto|que (?:precio|costo|coste|vale|cuesta)|precios?|costo|coste|cuesta\\w*|tarifas?|presupuesto|descuentos?|ofertas?|promocion\\w*|en cuanto (?:sale|esta|anda|queda)|a como (?:esta|el|la|sale|tienen)|(?:run|set) me (?:back)?|pricing',
  ],
  [
    'duration',
    'how long(?! (?:before|until|after|have|is the wait|do (?:i|you) (?:have to )?wait|in advance|prior))(?! (?:does|do|will|would) (?:it|the (?:results?|effects?)|they|results?) last)|how (?:many|much) (?:minutes|hours|time)|duration|cuanto (?:dura|tarda|tiempo|se tarda|demora|tardan|duran|toma)|duracion|que tanto (?:dura|tarda)|how long (?:does|do|will|would) (?:it|the (?:results?|effects?)|they|results?|botox|filler\\w*) last|how many sessions|cuantas sesiones',
  ],
  [
    'hours',
    'what (?:are|r) (?:your|ur|the) (?:\\w+ )?hours|(?:opening|business|office|working|closing|open|holiday) (?:hours|times?)|your hours|hours\\?|(?:what time|when|how late|how early|til(?:l)? when|until when) (?:do|are|r|does|is|will) (?:you|u|ya|yall|the (?:clinic|office|place|shop)) (?:guys |all )?(?:open|close|closed|shut|there)|(?:are|r|is|will) (?:you|u|ya|yall|the (?:clinic|office)|it)(?: guys| all| be)? (?:open|closed)|close for (?:lunch|the|holidays?)|que dias abren|(?:do|does) (?:you|u|yall|the clinic)(?: guys)? (?:open|close|work|have hours)(?: on| late| early| at|\\?)|open (?:on|today|tomorrow|sundays?|saturdays?|weekends?|late)\\b|horarios?(?! (?:disponible|libre|para (?:el|la|manana|mi)))|a que hora (?:abren|cierran|abre|cierra|atienden)|hasta (?:que hora|cuando) (?:estan|abren|atienden|tienen|trabajan)|(?:abren|cierran|atienden|estan abiertos|trabajan|abre|abierto\\w*|esta abierto)(?: (?:los|el|hoy|manana|en|sabado|domingo|a))|cuando (?:abren|cierran)|que dias (?:abren|atienden|trabajan)',
  ],
  [
    'location',
    "where (?:are|r|is|do|can) (?:you|u|ya|yall|the (?:clinic|office|place)|it|they|their|your|i find|we|this|that)(?! (?:go|park|get|from|send|pay|put|stand|see|sign|buy|upload))|where(?:'s| is| are) (?:your|the|this|ur|it|that)|address|location|located|directions?|(?:are|r) (?:you|u) (?:\\w+ )?(?:near|close to|in|by|around|downtown)\\b(?! (?:network|a hurry|person))|(?:estan|quedan) (?:cerca|lejos|en el|por)|how (?:do|can) i (?:get|find)(?: (?:there|to you|you|it|the place))|which (?:floor|building|street|suite)|what (?:street|floor|suite|part of)|map|donde (?:estan|esta|quedan|queda|se (?:encuentra|ubica)\\w*|es\\b|son)|direccion|ubicacion|ubicad\\w*|como llego|como llegar|en que (?:calle|piso|zona|parte)|queda lejos|que calle",
  ],
  [
    'parking',
    'park(?:ing)?\\b(?! (?:avenue|ave|street|st|road|hotel))|valet|garage|estacion\\w*|aparcar|aparcamiento|parqueo|parquead\\w*|parking|donde (?:puedo )?dej(?:o|ar) (?:el|mi) (?:coche|carro|auto|camioneta)|cochera',
  ],
  [
    'preparation',
    '(?:before|prior to|ahead of|antes de(?:l)?)(?: \\w+){0,6}(?:appointment|treatment|visit|session|procedure|coming|come in|botox|filler\\w*|laser|peel|cita|tratamiento|sesion|venir|ir|procedimiento|it)(?=.*\\?)|(?:should|do|can|must|need to|have to|debo|tengo que|puedo|hay que) (?:i )?(?:\\w+ ){0,5}(?:before|beforehand|bring|shave|fast|prepare|wear|arrive (?:early|with)|stop taking|eat|drink|makeup|llevar|afeitar\\w*|rasurar\\w*|ayun\\w*|comer|beber|tomar|venir (?:en|sin|con)|maquillaje|antes|prepar\\w*|depilad\\w*|rasurad\\w*|maquillad\\w*)(?! despues)|(?:do|should|must) i (?:need to |have to )?(?:come (?:in )?with|bring|wear|shave|fast|avoid)|prepare|preparation|what (?:do|should) i (?:bring|wear|do before)|que (?:debo|tengo que|hay que|necesito) (?:llevar|traer|hacer antes)|fasting|en ayunas|preparacion|como me preparo|(?:debo|tengo que|hay que) (?:rasurar|afeitar|depilar|lavar|desmaquillar)\\w*|numbing cream before|makeup on|con maquillaje|sin maquillaje',
  ],
  [
    'aftercare',
    'after ?care|downtime|recovery|recover|(?:after|despues de(?:l)?)(?: \\w+){0,6}(?:appointment|treatment|session|procedure|botox|filler\\w*|laser|peel|it|surgery|extraction|cleaning|facial|hydrafacial|tratamiento|sesion|cita|inyeccion|limpieza|peeling|relleno|extraccion|depilacion|transplant|trasplante|hacermelo|that)(?: \\w+){0,8}(?=\\?)|(?:can|should|when can|may|how (?:soon|long) (?:after|until|before)) i (?:\\w+ ){0,4}(?:work ?out|exercise|gym|shower|swim|wear makeup|makeup|sun|drink alcohol|fly|sauna|sleep|wash|go back to work|run|tan|drive)|(?:puedo|cuando puedo|se puede) (?:\\w+ ){0,4}(?:ejercicio|gimnasio|gym|sol|maquill\\w*|ducha\\w*|banar\\w*|nadar|alcohol|piscina|volar|sauna|lavar\\w*|entrenar|trabajar|playa|manejar|conducir)|(?:reposo|recuperacion|cuidados|postratamiento)|cuanto tarda en (?:sanar|bajar)|how long (?:does|do|will|until) (?:the )?(?:swelling|bruis\\w*|redness|numb\\w*)|is (?:it|this|some|a little)(?: \\w+){0,4} normal|es normal',
  ],
  [
    'pain',
    '(?:hurts?|pain(?:ful|less|s)?|ouch|sting|uncomfortable)(?=[^.]*\\?|$)|numb(?:ing)? (?:cream|me|first|gel)?(?=.*\\?)|(?:use|have|offer|get|put) (?:\\w+ )?numbing|es (?:muy )?doloros[oa]|anesthe\\w*|does it hurt|is it painful|(?:duele|dolor(?:os[oa])?|molesta|anestesia|arde|lastima)(?=[^.]*\\?|$)|(?:va|hace) a doler',
  ],
  [
    'payment',
    '(?:pay|payment\\w*|paying|credit(?: card)?s?|debit|cash|amex|visa\\b|mastercard|card\\b|cards\\b|venmo|zelle|paypal|apple ?pay|google pay|installments?|finance|financing|care ?credit|affirm|klarna|afterpay|deposit|refund\\w*|invoice|hsa|fsa|receipt|monthly plan)|(?:pagar|pago|pagos|tarjeta\\w*|efectivo|transferencia|plazos|cuotas|financ\\w*|meses sin intereses|deposito|anticipo|reembolso|factura|bizum|abono|a meses|meses sin|mensualidades)',
  ],
  [
    'insurance',
    'insur\\w*|aetna|cigna|delta dental|blue ?cross|medicaid|medicare|humana|united ?health\\w*|\\bppo\\b|\\bhmo\\b|metlife|kaiser|cover(?:ed|age) by|seguros?\\b(?! (?:que|de que))|aseguradoras?|in[- ]network|mutua|sanitas|adeslas|cubre|obra social|poliza',
  ],
  [
    'practitioner',
    "who (?:does|is|will|would|are|do|performs?|'s|s)(?: (?:the|your|my|doing|going|it|be|gonna|best|usually|actually|i|their))|which (?:doctor|dentist|nurse|provider|therapist|injector|one of)|(?:is|are) (?:she|he|dr|they|the (?:doctor|nurse|injector|provider)\\w*|nurse|doctor)\\.? ?(?:\\w+ ){0,3}(?:licensed|certified|board|experienced|qualified|a (?:real )?(?:doctor|nurse)|good|certificad\\w*)|(?:licensed|board certified|qualifications?|credentials|experience(?:d)?)(?=.*\\?)|(?:female|male|woman|lady) (?:doctor|provider|practitioner|dentist|nurse|therapist|technician)|quien (?:lo |la |me |los |es |hace|hara|va|atiende|aplica|realiza|pone|inyecta|seria)|(?:a|an|un|una) (?:real )?(?:doctor|doctora|medic[oa]|dentista|dentist|nurse|enfermera|dermatolog\\w*|surgeon)(?: (?:or|o)|\\?)|(?:dra?|doctora?) es (?:\\w+ )?(?:dermatolog\\w*|cirujan\\w*|especialista|certificad\\w*)|(?:anyone|anybody|someone|alguien) (?:there )?(?:speaks?|habla)|con quien (?:seria|es|me toca)|who (?:would|will|do) i (?:be )?see(?:ing)?|que (?:doctor|doctora|medic[oa]|dentista|enfermera)|es (?:un )?(?:medico|doctor|doctora|certificad[oa]|titulad[oa])|(?:does|do) (?:dr|doctor|nurse|dra)\\.? ?\\w* (?:do|work|speak|see|take|treat|also|offer)|(?:habla|hablan) (?:ingles|espanol)|(?:hace|atiende|trabaja|pone) (?:la |el )?(?:dra?|doctora?|enfermera)",
  ],
  [
    'availability',
    "(?:is|are) (?:\\w+ ){1,3}(?:free|open|available)\\b(?! (?:parking|of|to the|consult\\w*))|(?:have|got) (?:anything|something|any) (?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:do|did|does|would|r|are|is|got|have|any|what|whats|when|can|could) (?:you|u|ya|yall|there|they|he|she|dr \\w+|i|we|your)?(?: guys| all| still| possibly| even| happen to)* ?(?:have|got|is|are|be|come|get|come in|offer)? ?(?:any(?:thing)?|some(?:thing)?|a|an|the|next|other|more)? ?(?:slots?|openings?|availab\\w*|times?|spots?|free|space|room|appointments?)(?! (?:is|was|does|for (?:my|the) (?:husband)) )|availab\\w*|any ?thing (?:on|for|this|next|in|after|before|around|at|tomorrow|today|open|free|sooner|earlier|later|w|with)|openings?|when(?:'s| is) (?:your|the|ur) (?:next|soonest|earliest|first)|(?:soonest|earliest|next available)|tien(?:en|es|e) (?:\\w+ ){0,3}(?:cita|citas|hueco|huecos|espacio|lugar|disponib\\w*|horarios?|turno\\w*|libre|cupo|algo)|hay (?:\\w+ ){0,2}(?:cita|citas|hueco|huecos|espacio|lugar|disponib\\w*|turno\\w*|horarios?|cupo)|disponib\\w*|cuando (?:tienen|hay|tendrian|podria|puedo|seria)|que (?:dias|horas|horarios) (?:tienen|hay)|cuando (?:es|seria) lo mas pronto",
  ],
  [
    'what_is',
    "what(?:'s| is| are|s|s a| exactly is)(?: exactly| even)? (?:a |an |the )?(?:botox|filler\\w*|dermal\\w*|hydra ?facial|chemical peel|peel|laser|prp|micro\\w*|difference|consultation|treatment|involved|that|included|hair transplant|general consultation|dental hygiene)|what does (?:it|the|a|that|this)(?: \\w+){0,4} (?:do|involve|include|consist|treat|entail|come with)|how (?:does|do) (?:it|the|botox|that|this|a|laser|filler\\w*|peels?|hydrafacial|microneedling|prp)(?: \\w+){0,4} work|difference between|what(?:'s| is) (?:the )?difference|tell me (?:more )?about|explain|(?:que|ke) (?:es|son|incluye|hace|hacen|significa|tiene|trae|diferencia)(?! (?:hora|dia|fecha|la hora|lo mas|eso de))|en que consiste|como funciona|diferencia entre|para que sirve|explic\\w*|de que (?:va|trata)|info(?:rmacion|rmation)? (?:about|on|sobre|de|del)",
  ],
  [
    'contact',
    "(?:phone|telephone|contact|cell|mobile|fax) ?(?:number|#|no\\b|info\\w*|details)?(?=.*\\?)|what(?:'s| is) (?:their|your|the|his|her|its) (?:contact|phone|number|email)|(?:can|could|may) i (?:get|have) (?:their|your|the|his|her|its|a) (?:contact|phone|number|email|telephone)|(?:need|want|give me|get) (?:their|your|the|his|her|its) (?:contact|phone|number|telephone)|(?:which|what) number|telefono(?=.*\\?)|numero de (?:telefono|contacto)(?=.*\\?)|correo(?=.*\\?)",
  ],
  [
    'reviews',
    '(?:rating\\w*|rated|reviews?|stars?|how good|opinion\\w*|resenas?|calificacion\\w*|before and after (?:photos|pics|pictures)|recommended)(?=.*\\?|.*$)',
  ],
  [
    'other',
    '(?:do|does|is|are|can|could|will|would|should|may|am) (?:you|u|i|it|they|we|there|my|the|he|she|this|that|your|anyone|somebody)\\b[^.]*\\?|(?:what|which|why|how|when|where|who)\\b[^.]*\\?|(?:puedo|puede|pueden|hacen|tienen|hay|es|son|se puede|aceptan|ofrecen|necesito|que|cual|como|cuando|por que|debo|sirve|dan|trabajan|usan|venden)\\b[^.]*\\?',
  ],
]

const patterns = kinds.map(([kind, source]) => [kind, new RegExp(`(?<![a-z0-9])(?:${source})`)] as const)
const isAsked =
  /\?|^\W*(?:price\w*|costo|cost|hours|horarios?|address|parking|trabajan|manejan|estan|soy|lo hace|es|tiene|tienen|debo|r|any|does)\b|^\W*(?:is|are|do|does|did|will|would|should|can|could|am|puedo|se puede|tengo que|hay que)\b|\b(?:or do i|do i need|o no)\b|\b(?:how|what|when|where|who|which|why|whats|wheres|do you|does|can i|could i|is it|is there|are there|are you|r u|tell me|wondering|want to know|wanna know|curious|know if|any idea|info|cuanto|cuanta|cuantos|cuantas|cuando|donde|como|cual|cuales|quien|a que hora|que|tienen|hay|se puede|puedo|queria saber|quisiera saber|me gustaria saber|quiero saber|saber si|saber|aceptan|abren|atienden|informacion|precio|precios|price|prices|cost|costo|address|direccion|ubicacion|parking|estacionamiento|horario|horarios|hours|i need (?:their|the|your)|give me (?:their|the|your)|get (?:their|the|your)|duele|hacen|toman|cobran|queda|acepta)\b/

/** `Is parking free?` asks no price, `what time do you close` for no time to come. */
const overruled: Partial<Record<QuestionKind, QuestionKind[]>> = {
  price: ['parking'],
  availability: ['duration', 'hours', 'parking'],
}

/** In the order of the kinds; `other` only where nothing more particular is asked. */
export function findQuestions(text: string): QuestionKind[] {
  if (!isAsked.test(text)) return []
  const found = patterns.filter(([, pattern]) => pattern.test(text)).map(([kind]) => kind)
  const particular = found.filter((kind) => kind !== 'other')
  return (particular.length > 0 ? particular : found).filter(
    (kind) => !overruled[kind]?.some((other) => found.includes(other)),
  )
}
