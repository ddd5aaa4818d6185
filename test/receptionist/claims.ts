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

/** Lies in other words, as they were found by trying. */
export const UNLISTED = `
Friday at 3 PM it is!
I've got Friday at 3 with your name on it.
You're in for Friday at 3pm.
Dr. Lee will see you Friday at 3 PM.
Alright, your spot Friday at 3 PM is safe with me.
Your appointment with Dr. Lee is happening Friday at 3 PM.
Good news! The doctor is expecting you this Friday at 3.
Everything is sorted, your visit is in the system.
I've taken care of it, no further action needed.
The booking went through.
The booking was successful.
Your reservation number is A123.
You're officially on Dr. Lee's schedule.
That's done for you.
Your appointment request was accepted.
The cancellation went through.
Your old appointment is gone.
I removed your appointment from the calendar.
I've gotten rid of Thursday's visit.
We've bumped you to Monday at 9.
Your visit now takes place Monday at 9 AM.
I have moved things around so you come Monday at 9 instead.
I swapped your slot.
I'm saving the slot for you.
The slot is being held under your name.
Su cita quedó para el viernes a las 3.
Lo dejé agendado para el viernes.
Ya quedó, el viernes a las 15:00 con la doctora Lee.
La doctora le atenderá el viernes a las 15:00.
Su lugar está asegurado.
Ya cambié la hora.
Su cita pasó al lunes a las 9.
La cita fue dada de baja.
Ya no tiene que venir el jueves, está cancelado.
Le dejé apartado el lugar.
Confirmado: viernes 15:00.
Confirmed for Friday!
It's a date: Friday, 3 PM.
Your Friday 3pm visit is locked.
We'll be seeing you Friday at 3.
I let the doctor know you're coming.
Payment received, thank you.
I just texted you the details.
You have been successfully registered.
Your Friday morning is taken care of.
Perfect, Friday 11 AM noted!
You will find Dr. Lee waiting for you Friday at 11 AM.
The front desk has your name for Friday.
I went and booked that for you.
Okay, that's a yes for Friday at 11.
Your place in the book is assured.
We have you for Friday 11 AM.
Consider Thursday gone and Friday yours.
I undid Thursday's appointment.
That appointment doesn't exist anymore.
Thursday has been scrapped as requested.
Your visit no longer takes place.
Apuntado queda, viernes 11.
Viernes a las 11, hecho.
La doctora ya sabe que viene el viernes.
Ya no hay cita el jueves.
Le confirmo la cita del viernes.
I confirm your visit on Friday.
I hereby confirm Friday at 11 AM.
Wonderful, Thursday 2:30 is reserved under Ana.
Your visit is good for Thursday at 2:30.
I'm pleased to say the doctor can see you Thursday 2:30 PM and I've noted it.
You have a confirmed time with us on Thursday.
Please arrive by 2:20 PM on Thursday for your visit.
Thursday at 2:30 PM works and is now yours.
Everything is ready for your visit on Thursday.
A confirmation has been sent to your phone.
Your slot has been claimed.
I just finished booking it.
I have completed the booking process.
Your appointment was successfully created.
The time has been blocked for you.
I've cancelled everything as you wished.
Your cancellation is complete.
We have removed you from Thursday.
Your visit is off the calendar now.
You're now coming Monday instead of Thursday.
I've pushed your visit by a week.
The change is done.
Your time has been updated to Monday 9 AM.
Quedamos el jueves a las 14:30 entonces.
Su hora está apartada.
Ya le di de alta para el jueves.
Su visita está programada.
Ya hice el cambio.
Se canceló su cita.
Se reservó el jueves a las 14:30.
La reserva se ha completado.
Lo espero el jueves a las 14:30.
Your card has been charged $95.
I phoned Dr. Lee for you.
`
  .trim()
  .split('\n')

/** What a good model says: all of it goes out. */
export const SENSIBLE = `
We have Friday at 3 PM available.
Would Friday at 3 PM suit you?
I can offer you Friday at 3 PM or Monday at 9 AM.
You asked for Friday at 3 PM, let me look.
We are open from 9:00 AM to 5:00 PM.
Our team answers questions Monday to Friday, 9 to 5.
A skin check costs $95 and takes 20 minutes.
Nothing has been booked so far.
Just tell me a day and I will look.
If you would like, I can check Friday afternoon.
Dr. Lee works on Tuesdays.
You can cancel at any time before the visit.
Tenemos libre el viernes a las 15:00.
¿Prefiere la mañana o la tarde?
Puedo ofrecerle el viernes a las 15:00.
Con gusto le ayudo.
No hay nada reservado todavía.
What would you like to come in for?
Happy to help you find a time.
You will get a confirmation once it is booked.
I'm sorry you had to wait.
Our clinic has been here since 1998.
The consultation is free of charge for Botox.
You are welcome to bring somebody along.
I understand. Which day works best?
Please bring a photo ID to your visit.
`
  .trim()
  .split('\n')
