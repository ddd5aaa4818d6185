/** Eyes, skin, infection, burns, pregnancy, and how bad and since when; written as `red-flag-words-body.ts` is. */
export const skinWords = {
  blind: `
    blind*, cieg*, ceguera, {cant} see, {cant} ~ ver, no veo, no ve, no ~ ver nada, no distingo,
    no alcanzo a ver, lost ~ sight/vision/eyesight, losing ~ sight/vision/eyesight, perd* ~ vista/vision,
    sin ver, sin vista, dejo/deje de ver, sees/see nothing, no puedo ver, dont see ~ out/from/with/anything,
    vision loss, loss of vision, sight ~ gone/going, nothing but ~ dark*/black/gray/grey,
    veo ~ negro/negra/sombra*/gris/mancha*/luz/bultos, only see ~ light/shadow*/half/gray/grey, seeing half,
    half of things, see ~ half`,
  darkSight: `
    dark*, black*, gone, dim*, fad*, blurr*, blurry, fuzzy, foggy, hazy, milky, cloud*, curtain, shadow*,
    double*, doubl*, tunnel, gray, grey, white, halo*, flash*, floaters, sparkl*, closing in, cutting out,
    cuts out, missing, disappear*, out, off, lost, losing, turned off, went away, not working,
    arent working, red, bleeding, painful, bulging, popp*, puncture*, negr*, oscur*, nubl*, borros*, apag*,
    gris, cortina, sombra*, doble, mancha* negra*, destello*, lucecita*, luces, fue, va, yendo, perd*,
    tapa*, vidrio, metal, splinter, astilla, hinchad*, reventad*, salt*, moscas volantes, nieb*, opac*,
    empan*`,
  double: `
    double, seeing two, see two, ver doble, veo doble, ve doble, vision doble, doble, diplop*, doubled,
    two of everything`,
  badColour: `
    white, whit*, pale, paler, blanch*, blue, bluish, blueish, purple*, purplish, violet, gray, grey,
    grayish, greyish, black*, blackish, dusky, dark, darker, darken*, mottl*, marbl*, lac*, net, netlike,
    web, webb*, spiderweb, fishnet, ashen, livid*, reticul*, blanc*, blanq*, palid*, azul*, morad*, amorat*,
    violac*, gris*, negr*, oscur*, marmol*, jasp*, telarana, red morada, tipo red, como red, necro*, dying,
    dead, die, muert*, muriendo, murio, perdio ~ color, lost ~ color, no vuelve ~ color, no regresa ~ color,
    no ~ color, color ~ doesnt/wont/not/come, doesnt blanch, cap* refill, capillary, llenado capilar,
    ceniz*, lila, discolor*, decolor*, costra, crust*, scab*, pustul*, granitos de pus`,
  blocked: `
    vascular, occlu*, oclu*, block* ~ artery/vessel/vein, artery, arteria, vein, vena, in a vessel,
    hit a vessel, tapo ~ arteria/vena, necro*, tissue ~ dying/dead/death, skin ~ dying/dead,
    piel ~ muert*/muriendo, emboli*, cap* refill, compromised, no circul*, no blood flow, circulation,
    circulacion`,
  cold: `
    cold, ice, icy, ice cold, freezing, frozen, fri*, helad*, congelad*`,
  pus: `
    pus, ooz*, leak*, drain*, weep*, discharge, green, yellow, stink*, smell*, stench, foul, rotten, supur*,
    materia, huele, apesta*, olor, hediond*, mal olor, liquido, podrid*, secrec*, infect*, sepsis, septic*,
    seps*, cellulit*, celulitis, gangren*, absces*, flem*, postemill*, necrotiz*, fasciitis, flesh eating,
    rotting, pudri*`,
  fever: `
    fever*, feverish, fiebre*, calentura*, temperatur* ~ #38-43/#100-108, temp ~ #38-43/#100-108,
    #38-42 ~ fiebre/fever/degrees/grados/temperatura/calentura, #100-108 ~ fever/degrees/temp/temperature,
    burning up, chills, escalofri*, rigor*, febril, febricula, ardiendo, shivering, shaking chills,
    temblor*, tiritan*, boiling, fever of, hot to ~ touch, temp*`,
  highFever: `
    #38.5-43, #101-108, high, alta, altisim*, burning up, wont break, wont come down, wont go down,
    no ~ baja, no ~ cede, days, dias, shak*, chills, escalofri*, delir*, confus*, stiff neck, cuello rigido,
    rash, manchas, vomit*, wound, herida, site, surgery, laser, filler, relleno, botox, peel*, procedure,
    procedimiento, operac*, swoll*, hinch*, pus, infect*, red, roj*, postpartum, pregnan*, embaraz*, tooth,
    muela, diente, absces*, hard, dura, duro, transplant, trasplante, injection*, inyecc*, ardiendo`,
  redness: `
    red, redness, redder, roj*, enrojec*, hot, warm, caliente*, calor, hard, duro, dura, firm, tender,
    inflam*`,
  spread: `
    spread*, streak*, creep*, growing, grew, bigger, larger, moving up, going up, running up, climb*, line*,
    doubled, expand*, travel*, extend*, extiend*, sub* ~ brazo/pierna/cuello/cara, subiendo, raya*, linea*,
    cada vez/hora/dia, crec*, avanz*, mas grande, past, fast, rapido, each/every hour/day, rapidly,
    getting ~ bigger/larger/worse/darker`,
  burnt: `
    burn*, burnt, scald*, second degree, third degree, quem*, quemad*, quemadur*, segundo grado,
    tercer grado, frostbit*, electrocut*, shocked by, steam, boiling, hirviendo, hirvien*, fuego, incend*,
    caustic*, caustica, hot oil, hot water, aceite hirv*, explo*, cooked`,
  blister: `
    blister*, ampoll*, raw, carne viva, peeling off, coming off, came off, falling off, fell off,
    hanging off, peels off, skin ~ off/hanging, sheets, leathery, charred, open sore*, weep*, desprend*,
    despeg*, cae* ~ piel, piel ~ cae*/cay*/tiras/pedazos/levant*, levant* ~ piel, tiras, pedazos,
    al rojo vivo, llaga*, ulcer*, melt*, carred`,
  chemical: `
    bleach, cloro, lejia, acid*, acido*, chemical*, quimic*, solution, liquido, liquid, producto, product,
    cleaner, cleaning, detergent*, detergente, soap pod, pod, pods, ammonia, amoniaco, sosa, soda caustica,
    drano, paint*, thinner, gasoline, gasolina, antifreeze, anticongelante, turpentine, aguarras,
    alcohol isop*, nail polish*, acetone, acetona, quitaesmalte, pesticid*, insecticid*, rat poison,
    raticid*, veneno*, poison*, glue, superglue, pegamento, limpiador, suavizante, peel, peeling, tca,
    disinfect*, desinfect*, perfume, hand sanitizer, pepper spray, gas pimienta, lighter fluid, blanqueador,
    tinte, dye`,
  inEye: `
    in ~ eye/eyes, into ~ eye/eyes, en ~ ojo/ojos, al ojo, eye ~ burn*/sting*, ojo* ~ arde*/quem*,
    en la cara, on ~ face, mouth, boca, sprayed, splash*, salpic*`,
  pregnant: `
    pregn*, preggo, prego, embaraz*, encinta, gestaci*, expecting, trimest*, weeks along,
    #4-42 weeks/wks/semanas/wk/sem, months pregnant, #3-9 meses/mes, #3-9 months, miscarr*, abort*,
    ectopic*, postpartum, posparto, postparto, puerper*, gave birth, had the baby, had a baby, had my baby,
    pari, parir, dio a luz, di a luz, cesarea, c section, csection, csec, uterus, labor, labour, parto,
    wife ~ labor, due date, positive test, test positiv*, preeclamp*, eclamp*, placenta, prenatal, feto,
    fetus`,
  birthing: `
    contraction*, contracc*, water* broke, water* ~ broke/breaking/leaking, broke ~ water*, waters broke,
    rompi* ~ fuente/aguas/bolsa, rompio ~ fuente/bolsa/aguas, romper fuente, aguas rotas, fuente, in labor,
    in labour, went into labor, goes into labor, de parto, pariendo, parto, {cant} feel ~ baby, crowning,
    head is coming, baby ~ coming, cord, foot ~ coming, feet ~ coming, cabeza ~ saliendo,
    saliendo ~ cabeza/bebe, viene ~ bebe, ya viene, pushing, pujar, ganas de pujar, dilat*, tapon,
    mucus plug, cordon`,
  babyStill: `
    baby ~ move*/moving/kick*/movement, movement* ~ baby/less/stopped/none/decreased, kick*, less movement,
    no movement, no kicks, no heartbeat, sin latido, bebe ~ mueve/movid*/moverse/patea/moviendo/mov*, mueve ~ bebe,
    no ~ mueve*, no ~ siento ~ bebe, siento ~ bebe, sentido ~ bebe, deja* de mov*, dejo de mov*, patad*`,
  /** What alarms while pregnant. */
  pregnantBad: `
    blood*, bleed*, sangr*, spotting, manchando, manch*, gush*, clots, coagul*, pain*, cramp*, hurt*,
    dolor*, duele*, colico*, headache, head, cabeza, blurr*, borros*, vision, vista, veo, ve, seeing, spots,
    lucecit*, swell*, swollen, hinch*, fell, fall, cai, caid*, cayo, accident*, choque, hit, golpe*, leak*,
    liquid*, fluid*, fever, fiebre, faint*, desmay*, dizz*, mare*, seiz*, convuls*, pressure, presion, bp,
    #140-230, chest, pecho, breath*, respir*, dura, hard as, throwing up, vomit*, keep ~ down, kept ~ down,
    losing, perdiendo, perdi, hand*, itching, smell, olor, contraction*, contracc*, stairs, weird`,
  severe: `
    severe*, so bad, really bad, very bad, super bad, too bad, bad, badly, awful, horribl*, terribl*,
    excruciat*, unbearabl*, insane*, intens*, extreme*, worst, killing, insoport*, inaguant*, brutal*,
    atroz, fuerte*, muchisim*, horrible*, un monton, demasiad*, no aguanto, no soporto, {cant} take ~ pain,
    {cant} stand, crying, scream*, llor*, grit*, agony, agoniz*, 10/10, 9/10, 10 out of 10, 9 out of 10,
    10 de 10, 9 de 10, a 9, a 10, like crazy, so much, hell, mucho, bien feo, feo, muero, muriendo,
    desgarr*, ripping, tearing, doubled over, doblad*, doblando, enderez*, retorc*, paralyz*, dying,
    keeps ~ up, dont touch, doesnt touch, not helping, do nothing, not normal, out of proportion, unreal,
    tremend*, espantos*, de muerte, parte el alma, partiendo, peor ~ vida, worst ~ life, crushing,
    throbbing, killing me, killer`,
  worse: `
    worse, worsen*, peor, empeor*, every hour, each hour, by the minute, by the hour, by the day,
    more and more, mas y mas, cada vez, getting ~ worse/bigger/darker/weaker/harder/tighter, each time,
    rapidly, really fast, very fast, so fast, super fast, fast, rapido, spreading, progres*, wont go away,
    wont stop, doesnt stop, never stops, no se quita, no se me quita, no se me va, no cede, no para,
    cant stop, growing, nonstop, again and again`,
  sudden: `
    sudden*, all of a sudden, out of nowhere, out of the blue, from one moment, de repente, de golpe,
    de pronto, de la nada, de un momento a otro, just started, woke up, amanec*, desperto, desperte,
    repentin*, outta nowhere, subit*`,
  nowHere: `
    now, right now, rn, just, just now, today, this morning, tonight, last night, yesterday, minutes, mins,
    min, hours, hour, hrs, hr, since, ahora, ahorita, hoy, anoche, ayer, acaba*, esta manana, desde, hace,
    minutos, horas, hora, rato, still, sigue, todavia, started, empez*, comenz*, again, otra vez, de nuevo,
    keep*, currently, already, ya, while ago, after`,
  plea: `
    help, ayud*, auxilio, socorro, sos, please, pls, plz, por favor, porfavor, emergenc*, emerjenc*, urgen*,
    ambulanc*, 911, 112, 999, 061, paramedic*, hospital, er, ems, ambulance*, urgencias, hurry, quick*,
    asap, scared, terrified, panick*, freaking, asust*, miedo, angusti*, desesperad*, what do i do,
    what should i do, what do we do, que hago, que hacemos, que le hago, what now, should i go,
    should i call, is this normal, do i go, dying, muriendo, alone, doctor now, someone answer, contest*,
    rapido, no se que hacer, worried, algo muy malo, very wrong, something ~ wrong, not right, really off,
    de gravedad, grave, serious*, life or death, vida o muerte`,
}
