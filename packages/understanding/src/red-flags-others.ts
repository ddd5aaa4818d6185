/** Key phrases of Portuguese, French, German and Polish: enough to call a person in, no more. */
import type { RedFlagPhrases } from './red-flag-kinds.ts'

export const otherRedFlags: RedFlagPhrases[] = [
  {
    kind: 'breathing',
    confidence: 0.9,
    phrases: [
      '(?:nao|mal) (?:\\w+ ){0,2}(?:consigo|consegue|posso|estou conseguindo|esta conseguindo|respira)? ?(?:respirar|respirando|respira)|falta de ar|dificuldade (?:para|de|em) respirar|sem ar|sufoca\\w*|engasg\\w*',
      '(?:arrive|peux|peut|parvien\\w*|arriv\\w*) (?:\\w+ ){0,3}(?:pas|plus|peine)? ?(?:a )?(?:bien )?respirer|mal a respirer|(?:du mal|difficulte\\w*|peine) a respirer|respire (?:plus|pas|mal)|etouff\\w*|suffoqu\\w*',
      '(?:keine|kaum|schlecht|schwer|nicht) (?:\\w+ ){0,3}(?:luft|atmen|atmet)|atemnot|erstick\\w*|luft (?:weg|bekomm\\w*|knapp)|bekomm\\w* (?:\\w+ ){0,2}keine luft',
      '(?:nie|ledwo|trudno|ciezko) (?:\\w+ ){0,3}(?:oddych\\w*|zlapac tchu|zlapac oddechu)|dusz[eąa]?\\w* sie|dusznosc\\w*|brak(?:uje)? (?:mi |jej |mu )?(?:tchu|powietrza)',
    ],
  },
  {
    kind: 'chest_pain',
    confidence: 0.9,
    phrases: [
      '(?:dor|aperto|pressao|doi|doendo|pontada) (?:\\w+ ){0,4}(?:peito|coracao)|peito (?:\\w+ ){0,3}(?:doi|doendo|apert\\w*)|ataque cardiaco|infarto|enfarte',
      '(?:mal|douleur\\w*|serre\\w*|oppress\\w*|pression|poids) (?:\\w+ ){0,5}(?:poitrine|coeur|thorax|cœur)|(?:poitrine|thorax) (?:\\w+ ){0,4}(?:mal|serr\\w*|douleur|fait)|crise cardiaque|infarctus',
      '(?:schmerz\\w*|druck|enge|stech\\w*|brennen) (?:\\w+ ){0,4}(?:brust|herz|brustkorb)|brust (?:\\w+ ){0,4}(?:schmerz\\w*|eng|druck|tut|weh)|brustschmerz\\w*|herzinfarkt|herzanfall',
      '(?:bol\\w*|ucisk|klucie|kluje|piecz\\w*|gniecie|sciska) (?:\\w+ ){0,4}(?:klat\\w*|piers\\w*|serc\\w*|mostk\\w*)|(?:klat\\w* piersiow\\w*|w klatce) (?:\\w+ ){0,3}(?:bol\\w*|ucisk|gniec\\w*)|zawal\\w*',
    ],
  },
  {
    kind: 'bleeding',
    confidence: 0.9,
    phrases: [
      'sangr\\w* (?:\\w+ ){0,4}(?:muito|nao para|sem parar)|nao para de sangrar|hemorragia|muito sangue|perdendo sangue',
      '(?:saign\\w*|sang) (?:\\w+ ){0,5}(?:beaucoup|arrete\\w*|abondam\\w*|sans arret|enormement|partout)|hemorragie|arrete pas de saigner|perd\\w* (?:beaucoup de|du) sang|crach\\w* du sang',
      '(?:nicht|ohne) (?:\\w+ ){0,3}(?:auf )?zu blut\\w*|(?:blut\\w*) (?:\\w+ ){0,6}(?:stark|nicht (?:mehr )?auf|ueberall|uberall|hort nicht|viel|ohne ende|stoppen|stillen)|(?:viel|starke\\w*) blut\\w*|verblut\\w*',
      '(?:krwaw\\w*|krew|krwi|krwotok\\w*) (?:\\w+ ){0,5}(?:mocno|nie (?:chce )?(?:przest\\w*|ustaje|zatrzym\\w*)|duzo|bardzo|leci|leje)|(?:duzo|mnostwo) krwi|krwotok\\w*|nie (?:moge|da sie|mozna) zatamowac',
    ],
  },
  {
    kind: 'anaphylaxis',
    confidence: 0.9,
    phrases: [
      '(?:lingua|garganta|rosto|cara|labios?|labio) (?:\\w+ ){0,4}(?:inch\\w*|fechando|fechar)|(?:inch\\w*|fechando) (?:\\w+ ){0,4}(?:lingua|garganta|rosto|labios?)|reacao alergica|choque anafil\\w*',
      '(?:langue|gorge|visage|levres?) (?:\\w+ ){0,4}(?:gonfl\\w*|enfl\\w*|ferm\\w*|serr\\w*)|(?:gonfl\\w*|enfl\\w*) (?:\\w+ ){0,4}(?:langue|gorge|visage|levres?)|(?:reaction|choc) (?:allergique|anaphyl\\w*)',
      '(?:zunge|hals|kehle|gesicht|lippen?|rachen) (?:\\w+ ){0,5}(?:schwill\\w*|geschwollen|schwell\\w*|zu\\b|anschwell\\w*|angeschwollen|dick)|allergisch\\w* (?:reaktion|schock)|anaphyla\\w*',
      '(?:jezyk|gardl\\w*|twarz|wargi|usta|krtan) (?:\\w+ ){0,4}(?:puchn\\w*|spuch\\w*|opuch\\w*|zaciska)|(?:puchn\\w*|spuch\\w*|opuch\\w*) (?:\\w+ ){0,4}(?:jezyk|gardl\\w*|twarz|wargi|usta)|(?:reakcj\\w*|wstrzas\\w*) (?:alergiczn\\w*|anafilak\\w*)|(?:alergiczn\\w*) reakcj\\w*',
    ],
  },
  {
    kind: 'consciousness',
    confidence: 0.9,
    phrases: [
      'desmai\\w*|inconsciente|nao (?:acorda|responde|reage)|convuls\\w*|perdeu (?:os sentidos|a consciencia)',
      'evanoui\\w*|inconscient\\w*|perdu connaissance|(?:ne )?(?:se )?reveille pas|repond (?:plus|pas)|convuls\\w*|malaise|tombee? dans les pommes',
      'bewusstlos\\w*|ohnmacht\\w*|ohnmachtig|wacht nicht|reagiert nicht|kollabiert|krampfanfall|krampft|zusammengebrochen|umgekippt|nicht ansprechbar',
      'zemdl\\w*|nieprzytomn\\w*|stracil\\w* przytomnosc|nie (?:reaguje|budzi|odpowiada)|drgawk\\w*|mdlej\\w*|padaczk\\w*',
    ],
  },
  {
    kind: 'stroke',
    confidence: 0.9,
    phrases: [
      '\\bavc\\b|derrame|(?:rosto|boca|cara) (?:\\w+ ){0,4}(?:tort\\w*|entort\\w*|caid\\w*|paralis\\w*)|nao (?:consegue|consigo) (?:falar|mexer|mover)|fala (?:enrolad\\w*|arrastad\\w*)',
      'accident vasculaire|\\bavc\\b|(?:visage|bouche|bras) (?:\\w+ ){0,5}(?:paralys\\w*|tombe\\w*|tordu\\w*|engourd\\w*|deform\\w*)|(?:peut|peux|arrive) (?:\\w+ )?(?:plus|pas) (?:a )?(?:parler|bouger|lever)',
      'schlaganfall|(?:gesicht|mundwinkel|mund|arm|seite) (?:\\w+ ){0,5}(?:hangt|schief|gelahmt|taub|herunter|lahm)|kann (?:\\w+ ){0,3}nicht (?:mehr )?(?:sprechen|bewegen|reden|heben)',
      'udar\\w*|opad\\w* (?:\\w+ ){0,3}(?:twarz\\w*|kacik\\w*|powiek\\w*)|polow\\w* twarzy|(?:twarz|usta|kacik|reka) (?:\\w+ ){0,4}(?:opad\\w*|wykrzyw\\w*|zdretwial\\w*|sparaliz\\w*|bezwladn\\w*)|nie moze (?:mowic|ruszac|ruszyc|poruszyc|podniesc)|belkocze',
    ],
  },
  {
    kind: 'self_harm',
    confidence: 0.95,
    phrases: [
      'me matar|suicid\\w*|quero morrer|tirar (?:a )?minha (?:propria )?vida|acabar com (?:a )?minha vida|nao (?:quero|aguento) (?:mais )?viver|me cortar|me machucar',
      'me (?:tuer|suicider|pendre)|suicid\\w*|(?:envie|veux|voudrais) (?:de )?mourir|en finir|plus envie de vivre|(?:veux|peux) plus vivre|mettre fin a mes jours',
      'umbringen|selbstmord|suizid\\w*|(?:will|mochte|wollte) (?:\\w+ ){0,3}(?:sterben|nicht mehr leben|tot sein)|das leben nehmen|nicht mehr leben|selbst verletz\\w*',
      'zabic sie|zabije sie|samobojst\\w*|chce (?:umrzec|sie zabic|odebrac)|nie chce (?:juz |mi sie )?zyc|odebrac sobie zycie|skonczyc ze soba',
    ],
  },
  {
    kind: 'vision_loss',
    confidence: 0.9,
    phrases: [
      'nao (?:enxergo|vejo|consigo (?:ver|enxergar))|perdi (?:a )?visao|visao (?:turva|embacada|dupla)|fiquei ceg[oa]|ceg[oa] de',
      '(?:vois|voit|voir) (?:\\w+ )?(?:plus|rien|flou|double|trouble)|perdu la vue|vue (?:trouble|brouillee)|aveugle|vision (?:trouble|floue|double)',
      '(?:sehe|sieht|sehen) (?:\\w+ ){0,5}(?:nichts|nicht|doppelt|verschwommen|schwarz|kaum)|blind|sehverlust|erblind\\w*',
      'nie widz\\w*|nic nie widz\\w*|stracil\\w* wzrok|widz\\w* (?:podwojnie|niewyraznie|zamazan\\w*|jak przez mgle)|oslepl\\w*',
    ],
  },
  {
    kind: 'vascular_occlusion',
    confidence: 0.85,
    phrases: [
      '(?:branc[oa]s?|palid\\w*|rox[oa]s?|azul\\w*|pret[oa]s?|acinzentad\\w*|escur\\w*) & (?:preenchimento|acido|labios?|nariz|injet\\w*|pele)',
      '(?:blanc\\w*|bleu\\w*|violet\\w*|noir\\w*|gris\\w*|marbr\\w*) & (?:injection\\w*|acide|comblement|filler|levre\\w*|nez|peau) & (?:mal|douleur\\w*|froid\\w*|devien\\w*|devenu\\w*|peau|levre\\w*)',
      '(?:weiss\\w*|blau\\w*|lila|violett|schwarz\\w*|grau\\w*|blass|marmor\\w*) & (?:filler|hyaluron\\w*|unterspritz\\w*|lippe\\w*|nase|spritze)',
      '(?:bial\\w*|sin\\w*|fiolet\\w*|czarn\\w*|blad\\w*|szar\\w*) & (?:wypelniacz\\w*|kwas\\w*|ust\\w*|warg\\w*|nos\\w*|zastrzyk\\w*|skor\\w*)',
    ],
  },
  {
    kind: 'overdose',
    confidence: 0.9,
    phrases: [
      'overdose|tomei (?:\\w+ ){0,3}(?:comprimidos|remedios|pilulas)|(?:muitos|todos os) (?:comprimidos|remedios)|envenen\\w*|engoliu',
      'surdose|overdose|(?:pris|avale\\w*|bu) (?:\\w+ ){0,4}(?:trop|boite|comprimes|javel|medicaments|pile|tous les)|empoisonn\\w*|intoxication',
      'uberdosis|ueberdosis|zu viele (?:tabletten|pillen)|(?:tabletten|pillen|bleiche|batterie) (?:\\w+ ){0,3}(?:geschluckt|genommen|getrunken|verschluckt)|vergift\\w*|verschluckt',
      'przedawk\\w*|(?:wzie\\w*|wzia\\w*|polkn\\w*) (?:\\w+ ){0,2}(?:za duzo|duzo|cale|wszystkie)|(?:wzial\\w*|polkn\\w*|wypil\\w*|zjadl\\w*) (?:\\w+ ){0,4}(?:tabletek|tabletki|leki|lekow|wybielacz|baterie|cale|za duzo)|zatru\\w*|otru\\w*',
    ],
  },
  {
    kind: 'stated',
    confidence: 0.85,
    phrases: [
      'emergencia|socorro|ambulancia|estou morrendo|acho que vou morrer|chamem o samu|pronto socorro|dor insuportavel|gravida (?:\\w+ ){0,4}(?:sangr\\w*|dor\\w*)|bateu a cabeca|queimadura\\w*|queimou',
      'urgence (?:vitale|medicale)|au secours|ambulance|appele[rz]? (?:le )?(?:samu|15|112)|en train de mourir|je vais mourir|pompiers|douleur\\w* (?:insupportable\\w*|atroce\\w*)|enceinte (?:\\w+ ){0,5}(?:saign\\w*|sang|douleur\\w*|mal)|(?:cogne\\w*|tape\\w*) la tete|brul\\w* (?:\\w+ ){0,3}(?:grave\\w*|cloque\\w*|oeil|yeux|visage)',
      'notfall|notarzt|krankenwagen|rettungswagen|ich sterbe|hilfe(?=.{0,60}(?:luft|blut|schmerz|bewusst|schnell|bitte|kind))|unertraglich\\w* schmerz\\w*|schwanger (?:\\w+ ){0,6}(?:blut\\w*|schmerz\\w*)|(?:kopf) (?:\\w+ ){0,3}(?:gestossen|angeschlagen|aufgeschlagen|verletzt)|verbrann\\w*|verbrenn\\w*|verbruht|blut\\w* (?:\\w+ ){0,4}schwanger',
      'karetk\\w*|pogotowi\\w*|nagly wypadek|umieram|ratunku|pomocy(?=.{0,60}(?:krew|oddych|bol|nieprzyt|szybko))|w ciazy (?:\\w+ ){0,5}(?:krwaw\\w*|bol\\w*)|uderzyl\\w* sie w glowe|poparz\\w*|oparz\\w*|bol (?:\\w+ )?nie do (?:wytrzymania|zniesienia)',
    ],
  },
  {
    kind: 'burn',
    confidence: 0.85,
    phrases: [
      '(?:olho\\w*|pele) & (?:acido|quimico|peeling|agua fervendo|queim\\w*|bolhas)(?=.{0,60}(?:arde\\w*|doi\\w*|queim\\w*|abrir))',
      '(?:oeil|œil|yeux|peau) & (?:brul\\w*|acide|javel|produit|peeling|cloque\\w*) & (?:ouvrir|brul\\w*|mal|douleur\\w*|recu|cloque\\w*)',
      '(?:auge|augen|haut) & (?:saure|chemi\\w*|peeling|verbrannt|verbrennung\\w*|blasen) & (?:brennt|brennen|schmerz\\w*|offnen|blasen)',
      '(?:oko|oku|oczy|oka|skor\\w*) & (?:kwas\\w*|chemi\\w*|peeling\\w*|pecherz\\w*|poparz\\w*) & (?:piecz\\w*|bol\\w*|otworzyc|pecherz\\w*|pali)',
    ],
  },
  {
    kind: 'pregnancy',
    confidence: 0.88,
    phrases: [
      '(?:gravida|semanas de gravidez) & (?:sangr\\w*|dor|dores|mexe|contrac\\w*|bolsa|febre|inchad\\w*)',
      '(?:enceinte) & (?:saign\\w*|sang|bouge (?:plus|pas)|contraction\\w*|mal|douleur\\w*|perdu les eaux|fievre|gonfle\\w*|vertige\\w*)',
      '(?:schwanger\\w*|ssw) & (?:blut\\w*|bewegt sich nicht|wehen|schmerz\\w*|fruchtblase|fieber|schwindel\\w*)',
      '(?:ciaz\\w*|ciezarna) & (?:krwaw\\w*|nie rusza|skurcz\\w*|bol\\w*|wody|goraczk\\w*|zemdl\\w*)',
      '(?:botox|botoksie|botoks\\w*) & (?:przelyk\\w*|polykac|engolir|avaler|schluck\\w*|polyk\\w*|polkn\\w*|respir\\w*|atm\\w*|oddych\\w*)',
    ],
  },
  {
    kind: 'violence',
    confidence: 0.85,
    phrases: [
      '(?:marido|namorado|ele|parceiro) (?:\\w+ ){0,3}(?:me bateu|bateu em mim|me ameac\\w*|me agred\\w*|quer me matar)|estupr\\w*',
      '(?:mari|copain|conjoint|il) (?:\\w+ ){0,3}(?:me frappe|m.a frapp\\w*|me menace|me bat|m.a batt\\w*|veut me tuer)|viole[er]?e?\\b',
      '(?:mann|freund|partner|er) (?:\\w+ ){0,3}(?:schlagt mich|hat mich geschlagen|bedroht mich|will mich umbringen)|vergewaltig\\w*',
      '(?:maz|partner|chlopak|on) (?:\\w+ ){0,3}(?:mnie bije|bije mnie|mnie pobil|pobil mnie|mi grozi|grozi mi|chce mnie zabic)|zgwalc\\w*',
    ],
  },
  {
    kind: 'severe_infection',
    confidence: 0.85,
    phrases: [
      '(?:febre) & (?:pus|inchad\\w*|vermelh\\w*|ferida|cirurgia|3[89]|40|preenchimento)',
      '(?:fievre) & (?:pus|gonfl\\w*|rouge\\w*|plaie|operation|3[89]|40|injection\\w*|cicatrice)',
      '(?:fieber) & (?:eiter\\w*|geschwollen|rot\\w*|wunde|operation|op\\b|3[89]|40|naht|spritze)',
      '(?:goraczk\\w*) & (?:rop\\w*|opuch\\w*|spuch\\w*|czerwon\\w*|ran\\w*|operacj\\w*|3[89]|40|szw\\w*|zabieg\\w*)',
    ],
  },
]
