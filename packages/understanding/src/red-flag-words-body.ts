/**
 * Whom it befalls and where: people, parts of the body, treatments. English and Spanish, folded. `stem*` stands for all
 * that begin so, `a/b` for either word, `~` for up to three words between, `#38-42` for a number from 38 to 42, and
 * `{cant}` for the ways of `red-flag-grammar.ts`.
 */
export const bodyWords = {
  /** Somebody near: what befalls them is seldom told for small talk. */
  other: `
    he, she, hes, shes, him, her, el, ella, dad*, mom*, mum*, mama, mami, papa, papi, father, mother, wife,
    wifes, husband*, hubby, boyfriend*, bf, girlfriend, gf, partner, fiance*, brother*, sister*, grandma*,
    grandpa*, granny, nana, grandmother, grandfather, aunt*, uncle*, cousin*, friend*, roommate*, coworker,
    boss, neighbor*, neighbour, nephew*, niece*, someone, somebody, guy, man, woman, lady, patient, esposo,
    esposa, marido, mujer, novio, novia, pareja, padre, madre, hermano, hermana, abuel*, suegr*, cunad*,
    tio, tia, prim*, amig*, vecin*, sobrin*, companer*, jefe, jefa, alguien, senor, senora, muchach*, yerno,
    nuera, padrastro, madrastra, stepdad, stepmom`,
  child: `
    baby, babys, babies, newborn*, infant*, toddler*, kid*, child*, son, sons, daughter*, grandson*,
    granddaughter*, grandkid, grandbaby, preemie, little one/boy/girl/guy,
    #1-17 yo/yr/yrs/year/years/month/months/mo/week/weeks/anos/anitos/meses, 2yo, 3yo, 4yo, 5yo, 6yo, 7yo,
    8yo, 9yo, bebe*, beba, nino, nina, ninit*, hijo, hija, hijit*, hijos, niet*, sobrinit*, chiquit*,
    chiquill*, crio, cria, pequen*, peque, nene, nena, nenit*, chamac*, chavit*, guagua, recien nacid*,
    hermanit*, criatura, lactante`,
  chest: `
    chest*, chets, ches, ribs, ribcage, rib cage, breastbone, sternum, between ~ shoulder blades, pecho*,
    esternon, torax, costillas, caja toracica`,
  heart: `
    heart*, hart, pulse, cardiac, corazon*, pulso, pulsaciones, latidos, late rapido, cardiac*,
    ritmo cardiaco, bpm`,
  leftArm: `
    left arm/hand/shoulder/elbow, arm left, brazo izquierdo/izq, hombro izquierdo, mano izquierda,
    down/into ~ arm/arms, por el brazo, al brazo, jaw and ~ arm, arm and ~ jaw, bad arm`,
  jaw: `
    jaw*, mandibula, quijada`,
  throat: `
    throat*, airway*, windpipe, garganta, gaznate, glotis, traquea, larynx, voice box, gorja`,
  tongue: `
    tongue*, lengua`,
  lips: `
    lip, lips, labio*, bembas`,
  face: `
    face, faces, cara, rostro, cheek*, forehead, chin, cachete*, mejilla*, pomulo*, frente, menton,
    barbilla, smile, sonrisa, facial`,
  eye: `
    eye, eyes, eyeball*, ojo, ojos, ojito*, pupil*, retina, cornea`,
  eyelid: `
    eyelid*, lid, lids, parpado*, brow*, eyebrow*, ceja*`,
  sight: `
    sight, eyesight, vision, visions, vista, visual field, campo visual, visibility`,
  head: `
    head, skull, scalp, temple, nuca, cabeza, craneo, sien, coronilla, cuero cabelludo, coco`,
  neck: `
    neck, cuello, pescuezo, spine, columna, spinal, cervical*, nape`,
  limb: `
    arm, arms, leg, legs, hand, hands, foot, feet, finger*, toe, toes, wrist*, ankle*, knee*, elbow*,
    shoulder*, thigh*, hip, hips, limb*, brazo*, pierna*, mano, manos, pie, pies, dedo*, muneca*, tobillo*,
    rodilla*, codo, hombro*, muslo*, cadera*`,
  calf: `
    calf, calves, shin, one leg, leg, thigh, pantorrilla*, gemelo*, una ~ pierna, la pierna,
    una sola pierna, muslo`,
  side: `
    one side, left side, right side, one half, half ~ body/face/side, left half, right half,
    side of ~ body/face/mouth, un lado, de lado, lado izquierdo/derecho, medio cuerpo, media cara,
    mitad del/de ~ cuerpo/cara, left arm/leg/hand, right arm/leg/hand, brazo izquierdo/derecho,
    pierna izquierda/derecha, on the left/right, del ~ derecho/izquierdo, arm and ~ leg, arm and ~ face,
    face and ~ arm`,
  belly: `
    belly, stomach*, tummy, abdom*, gut, guts, lower right, flank, groin, pelvi*, uterus, appendix, kidney*,
    bladder, liver, barriga, panza, pancita, estomago, vientre, tripa*, ingle, pelvis, apendice, rinon*,
    vejiga, costado, higado, bajo vientre, utero, back, espalda, testic*, balls, nuts, huevos, ovar*`,
  lungs: `
    lung, lungs, pulmon*, bronqui*`,
  breath: `
    breath*, breth*, brething, inhal*, exhal*, air, oxygen, o2, respir*, aire, aliento, oxigeno, saturac*,
    sats, resuello`,
  speech: `
    speech, words, word, talk*, speak*, sentence*, voice, hablar, habla, hablo, hablando, palabra*, voz,
    frase*`,
  skin: `
    skin, piel, patch*, spot, spots, area, zona, nostril*, nose, nariz, tip of, punta, corner, comisura,
    surco*, nasolabial*, smile line*, glabella, entrecejo, cupid*, tear trough*, ojera*, parche, pedazo,
    trozo, lip, lips, labio*, chin, cheek*, mejilla*, cachete*, menton, forehead, frente, temple*,
    between ~ brows/eyebrows`,
  wound: `
    wound*, cut, cuts, incision*, stitch*, sutur*, site, herida*, puntos, cicatriz, scar, injection site,
    donde ~ inyectaron/pincharon/operaron/hicieron, where ~ injected/inject/filler/laser/shot/procedure,
    graft*, donor area, implant*, biopsy, injert*, tatuaje, tattoo, lump*, bump, bulto, absces*, boil,
    piercing, surgery, drain`,
  tooth: `
    tooth*, teeth, molar*, wisdom, gum, gums, dental, root canal, extract*, socket, diente*, muela*, encia*,
    cordal*, endodoncia, extraccion*, extraj*, sacaron ~ muela/diente, dentist*, denture, implante dental,
    colmillo, incisivo, premolar, crown`,
  mouth: `
    mouth*, boca, saliva, spit, floor of ~ mouth, under ~ tongue/jaw/chin,
    debajo de ~ lengua/quijada/mandibula, palate, paladar`,
  bone: `
    bone*, hueso*, skull, spine, pelvis, femur, tibia, tendon*, tendones, fibula, collarbone, clavicula,
    rib, ribs`,
  body: `
    body, cuerpo, everywhere, all over, whole body, head to toe, de pies a cabeza, de la cabeza a los pies,
    por todos lados, por todas partes, todo el cuerpo, por todo, toda brotada, todo brotado`,
  filler: `
    filler*, fillr, juvederm*, restylane*, radiesse, sculptra, volum*, hyaluron*, hialuron*, relleno*,
    rellen*, inject*, injct*, inyect*, inyecc*, infiltr*, rinomodel*, syringe*, jeringa*, nose job,
    lips done, lip flip, lip/lips/nose/chin/cheek/cheeks done/filled/plumped, cc in, ml in,
    acido hialuronico, filled, cannula, needle, pincharon, puncion, 1ml, smile line*`,
  toxin: `
    botox*, bottox, tox, btx, dysport, xeomin, jeuveau, daxxify, toxin*, toxina*, masset*, maseter*,
    platysma*, inject*, inyecc*, inyect*, forehead shot*, shots, trapezius, traps, barbie botox, baby botox`,
  peel: `
    peel, peels, peeling, tca, acid, acids, acido*, laser*, ipl, depilac*, wax*, cera, cavitac*, radiofrec*,
    hydrafacial, microneedl*, machine, maquina, coolsculpt*, crio*, luz pulsada, hair removal, glycolic,
    salicil*, plancha, iron, stove, oven, grill`,
  treated: `
    since ~ treatment/procedure/appointment/appt/visit/shot/shots/surgery/injections/injection/session,
    after ~ treatment/procedure/appointment/shot/shots/surgery/injections/injection/session/cream/anesthesia/sedation,
    numbing, lidocain*, anesthe*, anestes*, crema, cream,
    desde ~ tratamiento/procedimiento/cita/sesion/operacion/cirugia/aplicacion,
    despues de ~ tratamiento/procedimiento/sesion/operacion/cirugia/crema,
    tras ~ tratamiento/procedimiento/operacion, postop, post op, lipo*, operac*, operaron, operada, surgery,
    cirugia`,
}
