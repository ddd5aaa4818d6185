/** The same in Spanish, to people addressed as usted. */
import type { english } from './english-phrases.ts'

export const spanish: Record<keyof typeof english, string> = {
  day_at_time: '{day}, a las {time}',
  from_to: '{from} a {to}',
  with_practitioner: 'con {practitioner}',

  intro:
    '¡Hola! Soy el asistente automático de {clinic}. Puedo reservar, cambiar o cancelar citas y responder preguntas. Si prefiere hablar con una persona, escriba «persona».',
  help: 'Puedo buscarle una hora, cambiar o cancelar una cita, e informarle de precios, horarios y dónde estamos. ¿En qué puedo ayudarle?',
  greeting: '¡Hola! ¿En qué puedo ayudarle?',
  how_can_i_help: '¿En qué puedo ayudarle?',
  thanks: '¡De nada!',
  goodbye: 'Hasta luego, que esté bien.',
  not_understood: 'Perdone, no le he entendido bien.',
  attachment:
    'Gracias. No puedo ver archivos ni escuchar audios, pero nuestro equipo los ve aquí. ¿Me dice en pocas palabras qué necesita?',
  who_am_i:
    'Soy un asistente automático, no una persona. Si prefiere a alguien de nuestro equipo, escriba «persona».',
  no_longer_open: 'Esa pregunta ya no está abierta; no se ha cambiado nada.',

  ask_service: '¿Para qué le gustaría venir?',
  ask_service_link: '¿Para qué le gustaría venir? También puede elegir la cita y la hora aquí: {url}',
  unknown_service: 'No lo encuentro entre lo que ofrecemos.',
  your_visit: 'su cita',
  ask_name: '¿Cuál es su nombre completo?',
  ask_patient_name: '¿Cuál es el nombre completo de la persona para quien es la cita?',
  ask_next_person: 'Ahora, la siguiente persona. ¿Cuál es su nombre completo?',
  ask_phone: '¿En qué número de teléfono podemos localizarle?',
  phone_not_valid: 'No he podido leer el número de teléfono. ¿Me lo escribe otra vez, con el prefijo?',
  offer_times: 'Estas horas están libres para {service}:',
  offer_times_neutral: 'Estas horas están libres:',
  offer_other_times: 'Lo siento, esa hora no está libre. Las más cercanas son:',
  offer_more_times: 'No hay problema. ¿Qué le parece alguna de estas?',
  time_kept: 'Le guardo el {moment}.',
  or_another: 'O dígame otro día u otra hora.',
  ask_otherwise:
    'De acuerdo. ¿Qué otro día u otra hora le vendría bien? También puedo apuntarle en la lista de espera o preguntar a nuestro equipo.',
  ask_otherwise_move:
    'De acuerdo, su cita sigue siendo el {moment}. ¿Qué otro día u otra hora le vendría bien? También puedo preguntar a nuestro equipo.',
  taken: 'Lo siento, alguien acaba de ocupar esa hora. Estas siguen libres:',
  no_times: 'En este momento no encuentro ninguna hora libre para eso.',
  no_times_then: 'Entonces no hay nada libre. Estas son las horas más cercanas:',
  ask_waitlist: '¿Le apunto en la lista de espera? Le preguntamos en cuanto quede una hora libre.',
  on_waitlist: 'Está en la lista de espera. Le escribimos en cuanto quede una hora libre.',
  ask_other_time: 'No hay problema, no se ha reservado nada. ¿Qué día u hora le vendría mejor?',
  confirm_booking: '{service}, el {moment} {with}, a nombre de {name}. ¿Se la reservo?',
  confirm_request:
    '{service}, el {moment} {with}, a nombre de {name}. Estas citas las confirma nuestro equipo. ¿Envío la solicitud?',
  confirm_consent: 'Con su «sí» también acepta lo siguiente:\n{text}',
  confirm_consent_link: 'Con su «sí» también acepta el texto de esta página: {url}',
  booked: '¡Listo! La cita de {name} está reservada para el {moment} {with}.',
  requested:
    'He enviado la solicitud de {name} para el {moment} {with}. Todavía no está confirmada: nuestro equipo le avisará en cuanto lo esté.',
  booked_where: 'Dónde: {address}',
  manage: 'Puede verla, cambiarla o cancelarla aquí: {url}',
  too_many_open:
    'Ya tiene tantas citas pendientes como se pueden reservar aquí. Le pido a alguien de nuestro equipo que le ayude.',
  practitioner_needed: '¿Con quién le gustaría la cita?',
  left_to_team: 'Se lo dejo a nuestro equipo. Le responderán aquí.',

  which_visit: '¿A qué cita se refiere?',
  no_visits: 'No encuentro aquí ninguna cita pendiente suya.',
  ask_contact:
    'Para proteger su privacidad no puedo buscar su cita aquí. ¿Con qué número de teléfono o correo la reservó?',
  link_on_its_way:
    'Gracias. Si hay una cita con ese número o correo, va en camino un enlace para verla, cambiarla o cancelarla.',
  link_by_day: 'De noche no enviamos mensajes de texto; saldría por la mañana.',
  no_more_links: 'Por ahora no puedo enviar más enlaces desde aquí.',
  move_times: 'Su cita es el {moment}. Podría pasarse a una de estas horas:',
  confirm_move: '¿Paso su cita del {from} al {moment}?',
  moved: '¡Listo! Su cita se ha cambiado al {moment}.',
  move_kept: 'De acuerdo, su cita sigue siendo el {moment}.',
  confirm_cancel: '¿Cancelo su cita del {moment}?',
  cancelled: 'Su cita del {moment} se ha cancelado. Si quiere otra hora, dígamelo.',
  cancel_kept: 'De acuerdo, su cita sigue siendo el {moment}.',
  attendance_noted: '¡Gracias! Le esperamos el {moment}.',
  attendance_known: 'Gracias, ya lo habíamos anotado. Le esperamos el {moment}.',
  cannot_come: 'Gracias por avisar. Su cita del {moment} podría pasarse a una de estas horas:',
  or_cancel: '¿O prefiere que cancele la cita?',
  visit_moved: 'Su cita tiene ahora otra hora: {moment}. ¿Le viene bien?',
  visit_pending:
    'Su solicitud para el {moment} aún no está confirmada. Nuestro equipo le avisará en cuanto lo esté.',
  visit_cancelled: 'Su cita del {moment} se ha cancelado.',
  tell_other_time: 'Si quiere otra hora, dígamelo.',
  already_cancelled: 'Esa cita ya no está reservada.',
  too_late:
    'Falta muy poco para la cita y no se puede cambiar aquí. He pedido a nuestro equipo que le ayude.',
  booked_elsewhere:
    'Esa cita se reservó por otra vía y no puedo cambiarla aquí. He pedido a nuestro equipo que le ayude.',
  late: 'Gracias por avisar. He dicho a nuestro equipo que llegará unos {minutes} minutos tarde.',

  price: '{service}: {price}.',
  price_free: '{service} es gratis.',
  price_unknown: 'No tengo aquí el precio de {service}. Nuestro equipo se lo puede decir.',
  price_here: 'Nuestros precios están aquí: {url}',
  duration: '{service} dura unos {length}.',
  hours_are: 'Nuestro horario:\n{hours}',
  hours_unknown: 'No tengo aquí nuestro horario. Las horas libres están aquí: {url}',
  address_is: 'Estamos en {address}.',
  address_unknown: 'No tengo aquí nuestra dirección.',
  call_us: 'Puede llamarnos al {phone}.',
  performers: '{service} lo hace {names}.',
  team_is: 'Nuestro equipo: {names}.',
  book_by_yourself: 'También puede reservar aquí: {url}',
  shall_i_look: 'Si quiere, le busco una hora.',
  no_answer: 'Eso no lo sé.',
  ask_clinician: 'Esa pregunta es para nuestro equipo clínico. Les he pedido que le respondan aquí.',
  symptom_left: 'No puedo valorar lo que describe. He pedido a nuestro equipo que lo lea y le responda aquí.',
  symptom_worse_call: 'Si empeora, llame al {phone}.',
  symptom_worse: 'Si empeora, vaya enseguida a un médico.',
  offer_person: '¿Quiere que pregunte a alguien de nuestro equipo?',
  sorry_offer_person: 'Lo siento. ¿Quiere que le atienda alguien de nuestro equipo?',

  handed_over: 'He pedido a alguien de nuestro equipo que siga con usted. Le responderán aquí.',
  handed_over_later:
    'He pedido a alguien de nuestro equipo que siga con usted. Ahora mismo no hay nadie en recepción; le responderán aquí en cuanto vuelvan.',
  handed_over_call: 'Si no puede esperar, llame al {phone}.',

  emergency:
    'Esto puede ser una urgencia. Llame ahora al {number} o vaya a las urgencias más cercanas. Soy un asistente automático y no puedo ayudarle con esto.',
  emergency_crisis:
    'Me alegro mucho de que nos lo diga. Llame ahora al {number}, o llame o escriba al {line} para hablar con alguien enseguida. No está solo ni sola. Soy un asistente automático y no puedo ayudarle con esto.',
  emergency_crisis_plain:
    'Me alegro mucho de que nos lo diga. Llame ahora al {number} para hablar con alguien enseguida. No está solo ni sola. Soy un asistente automático y no puedo ayudarle con esto.',
  team_alerted: 'Hemos avisado a nuestro equipo.',
  team_away: 'Ahora mismo no hay nadie en recepción: no espere aquí una respuesta.',

  opted_out: '{clinic}: No recibirá más mensajes nuestros. Escriba START si cambia de idea.',
  opted_out_likely:
    '{clinic}: Hemos entendido que no quiere más mensajes y los hemos parado. Escriba START si no era eso.',
  opted_out_here:
    '{clinic}: No recibirá más mensajes nuestros en este chat. Para parar también los SMS, responda BAJA a uno de ellos. Escriba START si cambia de idea.',
  opted_in: '{clinic}: Gracias, volverá a recibir nuestros mensajes. Escriba BAJA cuando quiera pararlos.',
  cancel_or_stop: '{clinic}: ¿Quiere cancelar su cita o no recibir más mensajes?',

  yes_book: 'Sí, resérvela',
  yes_send: 'Sí, envíela',
  another_time: 'Otra hora',
  none_of_these: 'Ninguna de estas',
  the_waitlist: 'Lista de espera',
  to_a_person: 'Preguntar al equipo',
  yes_move: 'Sí, cámbiela',
  yes_cancel: 'Sí, cancélela',
  keep_it: 'No, la mantengo',
  yes_person: 'Sí, una persona',
  no_thanks: 'No, gracias',
  yes_please: 'Sí, por favor',
  all_of_them: 'Todas',
  the_visit: 'Cancelar la cita',
  the_messages: 'No más mensajes',
}
