/** Made by `test/fit-red-flag-points.ts`: tenths of a point, and what counts them. Not to be edited. */
export const startPoints = -1.55

export const wordPoints: [number, string][] = [
  [29, `bayild`],
  [26, `und`],
  [25, `jezyk`],
  [24, `istiyo luft`],
  [23, `dilim voglio`],
  [22, `zemdla`],
  [21, `cok polkne`],
  [20, `kanama sangui`],
  [18, `auxili boli non`],
  [17, `batter klatce lastim mich pourin quero schwil todos`],
  [16, `chokin encerr et mourir nie tomei`],
  [
    15,
    `acid alamiy ambula assaul beni desapa dormir dovuyo elle enorme fat gogsum goodby kaum nefes olmek
   rosto suicid twarz`,
  ],
  [
    14,
    `auf bebio closin cocugu deterg gormuy gozum letter lippe maz meds pas peito shooti suffoc triple vivir`,
  ],
  [
    13,
    `bianco brazos clot collap durmuy dusky electr epipen frappe golpe krwawi living moveme mu nao nosebl
   pila puffer size soaked splash ta thunde ve versch`,
  ],
  [
    12,
    `air au cagiri cloro dano depois desper dolgud dudagi engoli everyt extran fluid girlfr ha hangt hear
   hersel himsel horrib ihr langue life medio minha oil point pronto pulse quemo reply seguir sie sonra
   tablet thinki tonigh tumbar vida vivien wanna way zu`,
  ],
  [
    11,
    `aire ampoll anafil anoche apres barely bluish calle chiama comi consci creo curlin dejo dieron drank
   ending er eyesig fuente ho isnt lacy lady marito matar meu mnie oko oozing picchi preso pulso saigne shock
   spotti squirt stepda throug tip troppe widze word zyc`,
  ],
  [
    10,
    `abrio agriyo agua ate atrope avale bano beatin bije camino carro chueca como cote coughe drivin droppe
   dyspor encima existi explot gaspin gesich gray he heavil hemorr hubier incons into ive keeps kicks kitche
   krew limp lingua meine mitad mordio moto motorc mottle n nena nicht oddych ojo padras piu przest puente
   respir rope ruined sangro satura says seit soluti sosten spille standi starke sudden sweati threat tingli
   toca touche tragar unresp vendaj visage wake weepin wont`,
  ],
  [
    9,
    `acido agarra agarro agony appele apunal arms blanca blanch bright brust cada calien corte cosas dice
   distin duzo e empapa escale five foamin found gas havent huele inhala insuli machet mari medica miscar
   nariz nasola ne ojala olho oscure oven oxygen parece peor pills pistol plus po puffin pus pustul raped
   ratas refill salpic schluc sehe siente slurri stinks third tongue trago une var vaso wasnt whole woozy
   words wrote za zlapac`,
  ],
  [
    8,
    `abajo abueli advil aguant ai apart badly balloo bateri bleach blue boca bocca both bp calent cera
   cerrar choke comes contra cuttin dedo deform degree dispar dor drippi drunk emerge estari every feveri
   follow fuerte gonfia grabbe habla half hasnt having hes hirvie hombre horas hort inchan insopo iron j
   jalar leakin light listen litera mandib mano manos marido mastic medici mehr moge mon mouthw muchis mundo
   myself never newbor oeil overdo paper parar pareja partne patter peeing plan post press pulled pusier
   quemar queme raw reacci reason respon riesco salen sangre say sentid severe shadow siguie since soakin
   sosa steam stopni storta streak sudo svenut swallo talkin tras tree tried uma unders unreal urgenc vedo
   veneno ver verde vientr vomita vomito voz weakne wheezi`,
  ],
  [
    7,
    `acabar aceite acorda airway anymor ataque avec azulad blanco bliste blob blocke bracci breath cachet
   capill cirugi cleane coagul com confus convul corto covere dad dans derech desmai detien droopi error esta
   everyw eye faint finger forte gauze gettin guy hablar hablo hand herida heroin hockey house hueso ich
   infant intoxi leathe lengua live llenas llora lloran ma magnet mann metio miss muerto muito negra nephew
   noddin nonsto note oigan oscuro over pale paro patch pegand pensan percs perdo platys ponien produc proper
   pulmon puso quit rompie roomma sangue shallo sight sink slurre sombra somebo soup spit stiff suelo surco
   texted theres thick tired tome trae used veo violac violar vois vuelve w withou xanax zona`,
  ],
  [
    6,
    `#fever acaba acting afuera alread altisi apreto apriet area artery atraga azucar bebe belly birth black
   blacki bone cai clots consig coughi cuerpo cup debil debo delira desde despie desvan direit drooli droppi
   einen epi epinef esposa eyebro fit flashe floate flushe foot gave hat hincho hole hot huge hurry iv jarabe
   juz knocke laundr leci levre like llamen llevo marisc middle minuto moved mueva murien negro nostri nunca
   open parame parto pego petto pod polish punta puntos punzad quijad raro reacti reopen repent rojo rolled
   rompi roncha scalde sepsis shakin sharp shes shower side sinist smells someth sos speech stabbe strugg
   suegra sur taken tell think tighte tingle toddle toma took toser tosi towel tub vista vomiti weaker weeks
   wish wypeln`,
  ],
  [
    5,
    `absces ahora alacra alive and apesta ardien arrive avaler band bandag bathro bed been bent bigger blew
   blotch blurry blutun boyfri branco brazo brilla broke burned caball cacahu calf cansad car carne casa
   cashew cerran ciazy coche colico confun conoci corta cuello d demasi disapp doble dose drench duro emboli
   empezo entra entro escalo estar face fait feels focus frasco gauche globos glowe golpea gonfle got grandm
   gravid gun gushin hangs his holdin hours ipl jestem lift line liquid lungs manden maread mole moms morada
   mucha muy now pantor paraly pari part pastil pelota perdio pico pictur pie piedra piso planni punche
   pupils puse recono redond ringin saliva saying schodo seeing sense senten short siento sigue sittin sobred
   spread stabbi starin starti sudand suppos temp temple thigh throat throbs tieso toalla todo top traigo
   tunnel twiste uderzy vision vuelo waking walkin wall weak whistl wife wymiot ze`,
  ],
  [
    4,
    `abuelo ache acuerd aqui around attack auge aunt awake awful babys bike boilin boite boss box bras
   brothe camaro camina carbon chest cierra clutch comezo cortin cracke cramps crying cuatro curtai days
   death decide deja dificu dopo down duerme echand elbow elepha empty entero espuma estou extrac fading
   fainte fainti feel feo fever few foreve four fria fuerza gargan gonna gorda graft grandp grey halos hip
   hits home incisi inject izquie jaw juice juvede keep kicked left leg levant llena logro making marble mein
   meus min mismo mixed monoxi mother muscle nem nichts night noises novio ojos outsid oye pad palabr palida
   papa pedazo pill poitri police positi preenc pupil purple pushed quedan rapidi rara rather raya really
   revent room sacaro sangra shiver shut slippe slumpe starte stoppe stoppi straig sube suegro swelle tanto
   tia toda toe toute towels turned up vez weird why woke workin y yr zafo`,
  ],
  [
    3,
    `above abrirl abuela acaban acosta ahogan ahogo all amenaz amigo amoxic answer arm arrast arriba ayuden
   azules babea bad baseba bat blade bleedi blocki blood borros braco bunch burst cabine cadera caen cant
   cerrad chocam coming comio corazo crashe crushi cuchil dando dar darker del desori eating elbowe esposo
   estoma estoy floppy gasas go grandf hacer head hearts her herman hialur hittin hives hurtin husban ida
   infecc jalo jumpin june just labor lace ladder lado llega lot mapa menos mi mio molar mom monday mouth
   muela nada nausea net nublo obviou of old operac orinar os pain pasar paso perro planch pls podido pool
   poundi presio quemad ready rememb resbal rinomo rubbin saggin said sali salir se seizur semain she shrimp
   site skin sleepi sliced smile sola spinni spitti strang super supura talk techo than though tiembl tinte
   tiro todas torcid toxina tuck tummy unbear vein venas viene viva voice warm went wet white window worse
   wound`,
  ],
  [
    2,
    `abrier an anaphy blacke blanqu body botoks cannot cheap dads desmay doesnt drain filled funny habe
   harder highwa hija hoarse ido infect luceci mayor me moneda morado moving nuca olor opresi palido pee
   pegue prescr regade stove swolle tapa tembla them theyre touch tres unas upper welts wisdom`,
  ],
  [1, `him inyecc marks poners subien tootha web`],
  [-1, `crooke doctor encein period`],
  [
    -2,
    `# aftern alcoho arde arnica asked asleep asthma at better bill call casi chica compla con concus cowork
   crema den do dog double ever fille floss food funera gracia helps it kind knife lidoca mejor mis months
   nearly noviem padre parpad partes pica poner preven q rompio runnin salier schwan sorry stings stroke
   sudor time troubl una walk was we weight what ya yellow`,
  ],
  [
    -3,
    `alergi almost apreta asking ayer bien bit bleeds blowin blush bottle caigo cat cayend chico choked
   comple correc crazy cuarto custa der diabet done ear early eat embara equivo es fallec fatal flat frio fue
   full hacien hairli heart hi hoja hola hyalur if ir jueves labbro lips lobby look lopez losing lost masset
   media molest much nervou nuts ocho often olvido one panico pay peel poison probab puede puerta puffy real
   rebook rellen risks roja shavin shot sin sit sol soy stitch sunday sweat tender terrif tipo tomorr uneven
   va vitami worry wrong yall yo`,
  ],
  [
    -4,
    `afterc amanec ansied appt as avoid bajar bajo beat blindn botox break brushi bumped cause child chiqui
   cierto coffee corona covid credit danger dia didnt direcc dr draw drive droopy drop duele effect espaci
   even febbre figlio filho filler fire fix flight forehe golpeo gone gorgeo ground happen hurt irrita jeans
   joy kids killin leche let little lleno makeup many maquil mato matter mine minute mistak mornin muerta
   nuevo our pal panic papada papel pregna puedo quiero racing ramp redder resend risk ronca sat scars school
   self shots spot take tal test texts thanks things tight tiktok trying tyleno units video vou want wash
   were when wonder yours`,
  ],
  [
    -5,
    `alone alta amaril amazin aneste ano anos anxiet anythi arrete asi away blind bye cancer cansan carefu
   cepill chew clean compli costra cover crown decemb demir depres doc door dry ese espera estan estare far
   father feira for frente front get giving granit grind gris guys hair health high hipert hizo hrs infart
   inside labios levres llego lookin lose lumpy mandar mentio migrai mucho mueve muscul nadie name necesi
   negras online painki pasado peelin pena perdi peux pillow playa please pongo postpa quisie rash rasura
   razor refund remove retino same schedu second send shellf signs sleep slots someti stop stroll strong
   sunbur sure swell tarda teen ten they today totall tuve um useles wine years you`,
  ],
  [
    -6,
    `abre actual antico any baja best bleu bookin bruise calend can cancel card ceguer chippe clinic cough
   cuando day dental deposi died dinner efecto ejerci else encias end entien escrib estamo etmek fea febre
   file flojo flu fly gym hacerm hell higher honest hospit igual iptal issue knee laser laughi limpez llevar
   lugar lunar machin mancha marcar mas meetin migran mil muchas nach needed ningun okafor pacema pagar page
   pasada pass passed petit photos pies quarte quedo querer receta sabado sala saturd saw sessio so solo spa
   stress sus treat unos use van whats works would yet your`,
  ],
  [
    -7,
    `also ando aparta bite bled bleed boda brows bultit cabell cambio ce cejas change checki christ cinco
   circle cleani dejen doi easily eczema elevat experi felt fighti friday genera gets girl hacers how hoy
   later latex lifesa long loose love makes manage mia miedo ml moreto next noches nota ojeras or org other
   pa park parkin perdon place podre prima queda quede quema quiere risa runny saber scabs scar sees segund
   senori street sun teeth telefo there tienen tmj town wants wizyte wo youre`,
  ],
  [
    -8,
    `ahi along anesth before bloque broken caries case cheeks corner costri cuales diciem dissol droop
   dzieku est expect facial famili fieber finish first flakin formul free frosti frown goracz great healin
   heard hydraf hygien invoic leave llamo llegue lunes make march maria mosqui needle new numbne oh only
   patien people pick pm ponerm punto push qq quien ran recomm remarc remova riesgo salvar scab shave shoot
   sign silla sirve surpri tambie those tiempo transp until urge usan verdad weeken wheelc wrinkl`,
  ],
  [
    -9,
    `acne aguja alguie antes aviso bring callin celula charge chip choosi consul could cried dan dec depila
   dijero discou du during enferm eso esos fallin feet find form gripe gums hate hay ibupro id ile jefe
   kosztu miyim movemo needs noon otro peland phone pimple podria promo recomi saved scared seguro shift
   spend spots sugges surgic suspen textin thank these togeth turn urgent vale vierne wait waitin wanted wear
   wore zahnre`,
  ],
  [
    -10,
    `agujas beauco book button c ceja check cobrar combie correo does dove exampl give gripa human inchad
   instea insura limpie low lupe muevo murder na noche o pasa penici perfec photo prices resfri reunio safe
   shampo spider stand stuffy sueno tan tarde tiny umowic ustede weddin wie youve`,
  ],
  [
    -11,
    `addres bruisi bug cicatr demain dentis dios estaci fui histor hora horari kostet leve martes mask
   missed mochte more nails openin option piatek podemo possib proble rendez slight tantit tarjet text thursd
   veins vessel who`,
  ],
  [
    -12,
    `affect agenda aspiri atiend behind bot called chat common dana deals differ encant evitan family forget
   gentle good kann killer late made messag mild number nurse oscura patche peligr pelo person pouco sore
   tenho thats trabaj traspl tratam turkey uso vi wallet yes`,
  ],
  [
    -13,
    `asap das date earlie hacen manchi mensaj moistu none numero ok porfa precis pueden reagen reenvi resche
   robot sensit small start su tos visit which work`,
  ],
  [-14, `atrasa axilas cuanta esto fine forgot kadar lol once pagina poco scarf sensib trafic tuesda ultima`],
  [-15, `acepta app contac devo fazer klinik les lines opens pequen posso result tmrw tomar traffi winter`],
  [-16, `cambia cuanto past price quanto randev recepc remind rosace unsubs`],
  [-17, `confir jest precio servic venir vous websit`],
  [-18, `biraz link poquit przyjs termin yarin`],
  [-19, `booked murio`],
  [-22, `czy`],
]
