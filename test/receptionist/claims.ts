/** What models say of what was done, true and false: sentences with gaps, in English and Spanish. */
import type { Deed } from '../../src/desk/receptionist/claim-words.ts'

export interface ClaimTemplate {
  deed: Deed
  language: 'en' | 'es'
  /** `{when}`: day and time; `{day}`, `{time}`. */
  text: string
}

const of = (deed: Deed, language: 'en' | 'es', texts: string): ClaimTemplate[] =>
  texts
    .trim()
    .split('\n')
    .map((text) => ({ deed, language, text: text.trim() }))

export const CLAIMS: ClaimTemplate[] = [
  ...of(
    'booked',
    'en',
    `I've booked you for {when}.
    I have booked your appointment for {when}.
    You're booked for {when}!
    You are all set for {when}.
    Great news, your appointment is confirmed for {when}.
    Perfect, I just scheduled you in on {when}.
    Your visit has been scheduled for {when}.
    Done! See you on {when}.
    All set, we'll see you {when}.
    I went ahead and reserved {when} for you.
    Okay, you're down for {when}.
    It's booked: {when}.
    You're confirmed for {day} at {time}, no need to do anything else.
    Your appointment is on {when}.
    You now have an appointment on {when}.
    I put you in for {when}.
    I got you in on {when}.
    We have you scheduled for {day}, {time}.
    Booked! {when} with Dr. Lee.
    Thanks Ana, your booking on {when} is confirmed, and we look forward to meeting you.
    The appointment is made for {when}.
    If you need anything else, just write; you're booked for {when}.
    I've added you to the schedule for {when}.
    Consider it done, you are booked on {when}.
    Your slot on {when} is secured.
    I made the appointment for {when}.
    You've been booked in for {when}.
    We're expecting you on {when}.`,
  ),
  ...of(
    'booked',
    'es',
    `Le he reservado la cita para el {when}.
    Su cita está confirmada para el {when}.
    ¡Listo! Su cita es el {when}.
    Ya está reservada para el {when}.
    Queda agendada para el {when}.
    Le agendé el {when}.
    Perfecto, ya tiene una cita el {when}.
    He apuntado su visita para el {when}.
    Su reserva del {when} ha sido confirmada.
    Todo listo, le esperamos el {when}.
    Nos vemos el {when}.
    Si necesita algo más, escríbame; su cita está reservada para el {when}.
    Reservé su visita para el {when}.
    La cita quedó programada para el {when}.`,
  ),
  ...of(
    'moved',
    'en',
    `I've moved your appointment to {when}.
    Your visit has been rescheduled to {when}.
    Done, it's changed to {when}.
    I switched you to {when}.
    Your appointment was moved to {when}.
    You're rescheduled for {when}.
    I have pushed it to {when}.
    Your new appointment is {when}.`,
  ),
  ...of(
    'moved',
    'es',
    `He cambiado su cita al {when}.
    Su cita se ha movido al {when}.
    Listo, reprogramada para el {when}.
    Cambié su cita para el {when}.
    Su nueva cita es el {when}.`,
  ),
  ...of(
    'cancelled',
    'en',
    `I've cancelled your appointment on {when}.
    Your visit on {when} has been canceled.
    Done, {when} is cancelled.
    Your appointment for {when} is no longer booked.
    I took it off the calendar, {when} is cancelled.
    I called off your visit on {when}.`,
  ),
  ...of(
    'cancelled',
    'es',
    `He cancelado su cita del {when}.
    Su cita del {when} ha sido cancelada.
    Listo, la cita del {when} queda anulada.
    Cancelé su cita del {when}.`,
  ),
  ...of(
    'held',
    'en',
    `I'm holding {when} for you.
    I've saved {when} for you while you decide.
    I am keeping {when} for you.
    I set aside {when} for you.`,
  ),
  ...of(
    'held',
    'es',
    `Le guardo el {when}.
    He apartado el {when} para usted.`,
  ),
]

/** True of nobody: nothing here takes money, makes calls, or sends what was not sent. */
export const NEVER_TRUE = [
  'Your payment went through.',
  'I have charged your card.',
  'I called the clinic and they said yes.',
  'We have refunded your deposit.',
  'He llamado a la clínica por usted.',
  'Su pago ha sido cobrado.',
  'I spoke with Dr. Lee and she is fine with it.',
  'I emailed you the forms.',
  'You have been added to the waiting list.',
  'Ya está en la lista de espera.',
  'I have told the doctor about your question.',
  'He avisado a la doctora.',
]

/** Nothing is claimed in these: they go out whatever is or is not so. */
export const HARMLESS = [
  'Shall I book {when} for you?',
  'Would you like me to book {when}?',
  'Nothing is booked yet.',
  'Once it is booked, you will get a confirmation.',
  'If you want, I can book {when}.',
  'Your appointment is not confirmed yet.',
  'Would {when} work for you?',
  'I can move your visit if you tell me a better day.',
  'Do you want to cancel your visit?',
  'You can cancel up to a day before.',
  'I have not cancelled anything.',
  '{when} is free.',
  'What would you like to come in for?',
  'We are open Monday to Friday from 9:00 AM to 5:00 PM.',
  'The visit takes about 30 minutes.',
  'You will find us at 12 Main Street.',
  'Is there anything else I can do for you?',
  'Let me know which day suits you best.',
  'Thank you, Ana.',
  '¿Quiere que le reserve el {when}?',
  'Todavía no hay nada reservado.',
  'Si quiere, puedo cambiar su cita.',
  '¿Le viene bien el {when}?',
  'Cuando la reserve, recibirá una confirmación.',
  '¿En qué puedo ayudarle?',
  'Abrimos de lunes a viernes.',
  'No he cancelado nada.',
  '¿Desea cancelar su cita?',
  'La consulta dura unos 30 minutos.',
]
