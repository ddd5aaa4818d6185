/**
 * Lies and truths of models in other words than the gate lists, English and Spanish. `{when}` is a day with its time, `{day}` and
 * `{time}` are its parts, `{name}` the person, `{doctor}` and `{service}` the clinic's own.
 */

/** `\\n` in a line begins another line of the text. */
const of = (texts: string): string[] =>
  texts
    .trim()
    .split('\n')
    .map((text) => text.trim().replaceAll('\\n', '\n'))

/** A moment as it is written in the language of a sentence. */
export interface Said {
  when: string
  day: string
  time: string
}

export function fillIn(text: string, moment: { en: Said; es: Said }): string {
  const said = moment[isSpanish(text) ? 'es' : 'en']
  const values: Record<string, string> = { ...said, name: 'Ana', doctor: 'Dr. Lee', service: 'skin check' }
  return text.replace(/\{(\w+)\}/g, (_, gap: string) => values[gap] ?? '')
}

function isSpanish(text: string): boolean {
  const plain = text.replace(/\{\w+\}/g, '')
  return /[¿¡áéíóúñ]|(?:^|\W)(?:el|la|su|le|te|tu|de|ya|nos|para|con|listo|hecho|eso|todo|hasta|cita|pues|venga|folio)\W/i.test(
    plain,
  )
}

/** Nothing is booked, moved, cancelled or kept; the time may have been offered and asked for. */
export const FALSE_DEEDS: readonly string[] = of(`
we can welcome you {when} as agreed
Sorted! {day}, {time}.
Sorted! See you {when}.
See you {when}!
See you on {day} then, {name}!
You're all set.
You're all set, {name}! {when} with {doctor}.
{when} it is, {name}.
Perfect, {when} is locked in 🔒
Great choice! {when} ✅
✅ {service}, {when}
📅 {when} 👍 done
🎉 {day} {time} 🎉
All sorted for {when}.
You're in! {when}.
Consider {when} yours.
{when} has your name on it.
{doctor} is looking forward to seeing you {when}.
{doctor} will be waiting for you {when}.
{doctor} will take care of you {when}.
The room is ready for you {when}.
We'll be ready for you {when}.
We'll have everything prepared for your {service} {when}.
Your {service} is happening {when}.
Your {service} will take place {when}.
Your {service} with {doctor} starts {when}.
Your visit begins at {time} on {day}.
Come in {when} and ask for {doctor}.
Just come by {when}.
Please be here {when}.
Please arrive ten minutes before {when}.
Don't forget: {when}!
Don't forget your {service} {when}.
Remember to bring your ID {when}.
Mark your calendar: {when}.
Put it in your diary, {name}: {when}.
Save the date: {when}.
Reminder: {service} {when}.
I popped you into the {when} slot.
I slid you into {when}.
I've given you {when}.
I gave {when} to you.
I took the liberty of grabbing {when} for you.
I've taken the free slot on {when} for you.
I've pencilled in {when}.
I went for {when}, as you asked.
I've gone with {when}.
I picked {when} for you and it went through.
{when} was free, so I took it for you.
{when} was available and is now yours.
Since {when} was open I went ahead.
As you asked for {when}, that is what you have.
You asked for {when} and you got it.
You wanted {when}, consider it handled.
You requested {when}, which I have arranged.
You chose {when}; that's in the system now.
You have {when}.
You've got {when} with {doctor}.
You get {when}.
So that's {when} for {name}.
That's {when} then.
That's you down for {when}.
That's one {service} for {name}, {when}.
One {service}, {when}, under {name}.
Name: {name}. Time: {when}. Status: confirmed.
Appointment details: {service}, {when}, {doctor}.
Date: {day}. Time: {time}. Confirmed.
Confirmation: {service} – {when}.
Booking summary: {name}, {when}.
{service} for {name}: {when}, {doctor}.
This message confirms {when}.
Hereby {when} is settled.
I can confirm {when} for you.
I am happy to confirm {when}.
I'm delighted to tell you that {when} is settled.
Let me confirm: {when} with {doctor}.
I would like to confirm your {service} {when}.
Please note that you are expected {when}.
Rest assured, {when} is safe.
No worries, {when} is taken care of.
No worries you are down for {when}.
No problem, {doctor} has you {when}.
Without further ado: {when} is yours.
Without a doubt you're in for {when}.
After checking the calendar I booked you in for {when}.
Before you ask, yes, {when} is done.
When I looked, {when} was free, so it's yours.
If you were wondering, {when} is arranged.
In case you forgot, you're coming {when}.
Unless I'm mistaken you're down for {when}.
Unless something changes, we meet {when}.
If nothing comes up, we'll meet {when}.
If all goes well, {doctor} sees you {when}.
It's not Thursday anymore: you come {when}.
I didn't cancel it, I put it on {when}.
I haven't cancelled anything; {when} stands.
Not only is it free, {when} is yours.
Nothing could be easier: {when}, done.
I couldn't do Thursday but {when} is fixed for you.
I can't do Thursday, so I gave you {when}.
The calendar says: "{name}, {when}".
Our system shows "{service} {when} – confirmed" under your name.
Quote from our diary: {name} {when}.
{doctor} said "tell {name} to come {when}".
{doctor} replied "yes, {when}".
{doctor} agreed to {when}.
{doctor} approved {when}.
{doctor} knows that you are coming {when}.
The team knows you're coming {when}.
Everyone here is expecting {name} {when}.
Did you know that we see you {when}?
Are you excited for {when}?
Anything else before we see you {when}?
Can I help with anything else before your visit {when}?
Would you like directions for your {service} {when}?
Shall I send you a reminder for your appointment {when}?
Do you have questions about your visit {when}?
You're coming {when}, right?
You're booked {when}, ok?
So we have you {when}, correct?
Booked for {when}, anything else?
You'll be seen {when}.
You'll meet {doctor} {when}.
You will have your {service} {when}.
You'll find us ready {when}.
You'll be our first patient {day}.
You'll be in good hands {when}.
We meet {when}.
We'll catch up {when}.
We'll do your {service} {when}.
We're doing your {service} {when}.
We've got you covered {when}.
We kept {when} aside under {name}.
We've blocked {when}.
Nobody else can take {when} now.
{when} belongs to you.
{when} is no longer free, because it's yours.
{when} awaits you.
{when} is official.
{when} is a go.
{when} is set in stone.
{when} is under your name.
{when} is on the books.
{when} is a done deal.
{when}: done and dusted.
{when}, easy.
{when}. Done.
{when} 👌
Okay {name}, {when}!
Alright, {when} for the {service}.
Yes, {when}.
Yes! {day}! {time}!
Noted: {when}.
Got it, {when}.
Deal: {when}.
Wonderful, then {when}.
Until {when}, {name}!
Till {day}!
Looking forward to {when}!
Can't wait for {when}!
Your old time is gone; the new one is {when}.
I bumped your visit to {when}.
You've been bumped to {when}.
We traded your slot for {when}.
Instead of Thursday it's now {when}.
Your {service} now sits on {when}.
The visit wandered to {when}.
Everything is shifted to {when}.
Your time changed to {when}.
Your visit on {when} is off.
Your visit on {when} has vanished from the books.
{when} is history, you needn't come.
You don't need to come {when} anymore, I took you out.
I've taken you out of {when}.
I scratched {when}.
I released your {when} slot.
I gave your {when} slot to somebody else.
{when} is free again since I removed you.
Consider {when} cancelled.
I'm keeping {when} warm for you.
I've put {when} aside.
{when} stays reserved for ten minutes.
Nobody will take {when} from you.
Done!
Done and dusted.
All done, {name}.
Sorted!
All sorted ✅
Settled.
Consider it done.
Consider yourself booked.
Everything's arranged.
It's all arranged, {name}.
That's all handled.
That's in the bag.
I've handled it.
I took care of that for you.
I've dealt with it.
I've put your name in.
I've put you through to the system.
I've entered your details and secured the place.
I made it happen.
I pulled some strings and you're in.
You made it onto the list.
Your place is guaranteed.
Your spot is waiting for you.
Your reservation is live.
You have a reservation.
Your request went straight through.
It worked, you have a slot.
{doctor} has accepted your visit.
Welcome aboard, you're registered.
We're all set for your visit.
See you soon!
See you then!
Looking forward to seeing you!
You can relax now, it's arranged.
I've undone your visit.
I've thrown out your appointment.
Your appointment is history.
I swapped it over for you.
The new time is in place.
Your seat is waiting, {when}.
{name}, {when} works and I signed you in.
Alright {name}, we're on for {when}!
Fantastic – {when} then, bring a towel.
You may now add {when} to your calendar.
Feel free to add {when} to your calendar.
I'd say {when} is a date!
{when} will be perfect, we'll be there.
{when} has been noted down by our team.
Our team wrote {when} next to your name.
The doctor has you on her list for {when}.
The nurse will greet you {when}.
Somebody will open the door for you {when}.
We'll have coffee ready {when}.
Parking is reserved for you {when}.
Your ticket for {when}: A-17.
Ref. 4471 – {when}.
Order complete: {service} {when}.
Payment not needed before {when}, just come.
Only three days until your {service}!
The countdown to {when} has begun, {name}.
Get some rest before {when}.
Please don't eat two hours before {when}.
If you can't make {when}, let us know.
If you need to cancel {when}, write to us.
Should you need to change {when}, just tell me.
You can still cancel {when} for free.
In case of delay on {day}, call us.
Do let us know if you're late {when}.
What happens {when}? {doctor} will explain everything.
As promised: {when}.
As you wished: {when}.
Per your request, {when}.
Wish granted: {when}!
Ta-da! {when}.
Bingo, {when}!
Voilà: {when}.
Boom. {day}, {time}. Done.
10/10, {when} it shall be.
So be it, {when}.
{when} – that's settled then.
Very well, {doctor}, {when}.
We said {when}, and {when} it is.
Everyone agreed on {when}.
It's happening: {when}!
It's a match! {name} + {doctor}, {when}.
Ok so {when} with {doctor} 😊
👉 {when} 👈
🗓️ {when} | {service} | {doctor}
Status of your visit {when}: active.
{when} → {name}
Slot {when}: assigned.
Appointment created for {when}.
New appointment: {when}.
The booking engine returned OK for {when}.
Great, the system accepted {when}.
Great, that went smoothly.
That worked!
It worked!
All yours!
Success!
You're good.
You're good to go.
We're good.
Consider the matter closed.
I made the arrangements.
The arrangements are made.
We've arranged everything.
Everything has been taken care of behind the scenes.
Everything is under control, your visit exists.
Your slot exists.
A place has been found and given to you.
One place was given to you.
The doctor took you on.
We have accepted you.
You have been accepted.
You've been added.
You've been put on the list.
We've squeezed you in.
We'll be in the room waiting for you.
We'll meet in person then.
I told {doctor} you'd come.
Your confirmation email is on its way.
You'll get a text with the confirmation any minute.
The old one has been replaced.
The former visit has been dealt with.
We've let your old slot go.
Your slot went to somebody else.
It's been shifted.
Roger that, {when}.
Your wish is my command: {when} with {doctor}.
{doctor} is all yours {when}.
Enjoy your {service} {when}!
We've rolled out the red carpet for {when}.
Bring comfortable clothes {when}.
Your journey starts {when}.
{name} & {doctor}: {when}.
You two will meet {when}.
Nothing left to do for you until {when}.
Then I'd say: {when}.
Let's do {when}.
Let's go with {when}.
Let's say {when}.
Let's meet {when}.
{when} sounds great, it's in.
I've chosen {when} for you.
Since you like mornings I chose {when}.
Good to know you're coming {when}.
It will be {when}.
It'll be {doctor} {when}.
We close the deal on {when}.
Just show up {when}.
Ask for {doctor} when you arrive {when}.
Your name is on the door {when}.
We have it down as {when}.
The entry for {when} reads {name}.
I'm putting you in for {when}.
I'm booking {when} for you.
I'm booking it right now.
Booking it now!
Working on it... done!
One second... and booked.
We've made a note of your visit.
The clinic is expecting you.
Your details are stored with the visit.
Thanks for booking with us!
Thank you for your booking.
Thank you for choosing {when}.
You won't regret coming {when}.
`)

export const FALSE_DEEDS_ES: readonly string[] = of(`
te espero el {when}
Te esperamos el {when}, {name}.
La esperamos el {when}.
Listo, quedaste para el {when}.
Listo, quedaste.
Listo, quedó.
¡Listo! {day}, {time}.
Ya quedaste anotada el {when}.
Quedas apuntado el {when}.
Quedamos así: {when}.
Quedamos en eso, {when}.
Nos vemos el {day}, {name}.
Hasta el {when}.
Hasta el {day} entonces.
Ahí nos vemos el {when}.
El {when} es suyo.
El {when} ya es tuyo.
El {when} queda a tu nombre.
Tienes {service} el {when}.
Tiene {service} con {doctor} el {when}.
Ya tiene su lugar el {when}.
Ya tienes tu espacio el {when}.
Su {service} será el {when}.
Tu {service} es el {when}.
Su {service} con {doctor} empieza el {when}.
{doctor} le recibirá el {when}.
{doctor} te atiende el {when}.
{doctor} la verá el {when}.
{doctor} te estará esperando el {when}.
{doctor} ya sabe que vienes el {when}.
{doctor} aceptó el {when}.
{doctor} dijo que sí al {when}.
Venga el {when}.
Ven el {when} y pregunta por {doctor}.
Llegue diez minutos antes el {when}.
No olvide: {when}.
No olvides tu {service} el {when}.
Recuerde traer su identificación el {when}.
Recordatorio: {service}, {when}.
Anote en su agenda: {when}.
Apunta: {when}.
Te puse el {when}.
Le puse a las {time} del {day}.
Te metí el {when}.
Le metí en la agenda el {when}.
Le di el {when}.
Te he dado el {when}.
Le he cogido el {when}.
Tomé el {when} para usted.
Elegí el {when} y ya está.
Me tomé la libertad de apartar el {when}.
Como pidió el {when}, eso es lo que tiene.
Usted quería el {when} y ya es suyo.
Pediste el {when}: concedido.
El {when} estaba libre, así que es suyo.
El {when} estaba libre y lo tomé.
Puedo confirmarle el {when}.
Me complace informarle que el {when} está arreglado.
Me alegra decirle que tiene el {when}.
Le confirmo: {when} con {doctor}.
Confirmadísimo el {when}.
Confirmación: {service}, {when}.
Resumen: {name}, {service}, {when}.
Detalles de la cita: {when}, {doctor}.
Nombre: {name}. Hora: {when}. Estado: confirmada.
Fecha: {day}. Hora: {time}. Confirmado.
No se apure, el {when} está resuelto.
Sin problema, {doctor} le ve el {when}.
Sin duda quedó para el {when}.
No solo está libre: el {when} es suyo.
No pude el jueves, pero el {when} ya es suyo.
No la cancelé, la puse el {when}.
Si todo va bien, nos vemos el {when}.
Si no me equivoco, viene el {when}.
Por si se lo pregunta, viene el {when}.
Salvo cambios, le toca el {when}.
El sistema dice: "{name}, {when}".
La agenda muestra "{service} {when}" a su nombre.
¿Sabía que le vemos el {when}?
¿Algo más antes de su visita del {when}?
¿Le mando un recordatorio de su cita del {when}?
¿Tiene dudas sobre su cita del {when}?
Viene el {when}, ¿verdad?
Entonces le vemos el {when}, ¿no?
Perfecto, {when}.
Perfecto, entonces el {when}.
Vale, el {when} entonces.
De acuerdo: {when}.
Hecho: {when}.
Sí, el {when}.
Anotado: {when}.
{when} ✅
✅ {service}, {when}
📅 {when} 👍
🎉 {day} a las {time} 🎉
Todo en orden para el {when}.
Todo preparado para el {when}.
Ya está todo para el {when}.
La sala está lista para el {when}.
Le atenderemos el {when}.
Le haremos su {service} el {when}.
Vas a conocer a {doctor} el {when}.
Usted viene el {when}.
El {when} le toca a usted.
Le toca el {when}.
Te toca el {when}.
El {when} le espera {doctor}.
Cuente con el {when}.
Cuenta con el {when}.
Dé por hecho el {when}.
Delo por reservado.
Delo por hecho.
Eso ya está resuelto.
Ya está, {name}.
¡Ya estás!
¡Hecho!
¡Listo!
Todo arreglado.
Está todo arreglado.
Ya lo resolví.
Ya lo dejé arreglado.
Ya lo hice.
Me encargué de todo.
Ya te metí en la agenda.
Ya le puse en la lista.
Ya entraste.
Su lugar está garantizado.
Tiene su espacio asegurado.
Su solicitud pasó.
Su reserva está activa.
Funcionó, tiene un turno.
{doctor} aceptó su visita.
Le corrí la cita al {when}.
Te pasé al {when}.
Su {service} ahora cae el {when}.
Ahora le toca el {when} en vez del jueves.
Ya no es el jueves, ahora es el {when}.
La hora nueva quedó el {when}.
Le quité del {when}.
Te saqué del {when}.
El {when} ya no hace falta que venga.
Liberé su {when}.
Su cita del {when} ya no existe.
El {when} quedó borrado.
Le estoy guardando el {when}.
El {when} está apartadito para usted.
Nadie le quita el {when}.
¡Nos vemos!
¡Le esperamos!
¡Allí le esperamos!
Tu lugar te espera el {when}.
Bueno, el {when} entonces, {name}.
Perfecto {name}, ahí estaremos el {when}.
Ahí estará {doctor} el {when}.
La enfermera le abre el {when}.
El {when} la recibimos con gusto.
El {when} empezamos su {service}.
El {when} hacemos tu {service}.
No coma dos horas antes del {when}.
Si no puede venir el {when}, avísenos.
Si necesita cambiar el {when}, escríbame.
En caso de retraso el {day}, llámenos.
Como prometí: el {when}.
Como quería: el {when}.
Deseo concedido: {when}.
Trato hecho, el {when}.
Pues {when}.
Venga, {when}.
Dicho y hecho: {when}.
Asunto resuelto.
Ya te tengo el {when}.
Ya le tengo el {when}.
Le conseguí el {when}.
Conseguí el {when} para ti.
Logré meterle el {when}.
Se logró, el {when}.
Salió bien, el {when}.
Todo salió bien.
Cita creada: {when}.
Nueva cita: {when}.
Tu turno: {when}.
Folio 4471: {when}.
Ya forma parte de la agenda.
Ya está usted en el sistema.
Su nombre ya aparece en la lista.
Se le asignó un lugar.
Le asignamos un lugar.
Le dimos el lugar.
Nos encargamos de todo.
Se hizo el cambio.
Su cambio se aplicó.
Le movimos la cita.
Su correo de confirmación va en camino.
Le llegará la confirmación en un momento.
Vamos con el {when}.
Hagámoslo el {when}.
Disfrute su {service} el {when}.
Solo preséntese el {when}.
Gracias por reservar con nosotros.
Gracias por su reserva.
Reservando el {when}...
Estoy reservando el {when}.
Le estoy apuntando el {when}.
Será el {when}.
`)

/** The time was never looked up, or was found to be taken; other times were offered. */
export const FALSE_TIMES: readonly string[] = of(`
{when} is free.
{when} is free!
{when} is available.
{when} is still open.
{when} works.
{when} works for {doctor}.
{when} would work.
{when} would be possible.
{when} looks good on our side.
{when} is an option.
We have {when} available.
We have {when}.
We have an opening {when}.
We have a slot {when}.
There is an opening {when}.
There's space {when}.
There's room {when} with {doctor}.
I see an opening {when}.
I found {when} for you.
I can offer you {when}.
I could fit you in {when}.
I could squeeze you in {when}.
We can see you {when}.
we can welcome you {when}
We could do {when}.
We can do {when}.
You can come {when}.
You could come in {when}.
You could have {when}.
{doctor} is free {when}.
{doctor} has time {when}.
{doctor} can see you {when}.
{doctor} is in on {day}.
{doctor} works on {day}.
{doctor} will be here {when}.
{doctor} is around {when}.
How about {when}?
What about {when}?
Would {when} suit you?
Would you like {when}?
Would {when} work for you?
Shall I book {when}?
Shall I book {when} for you?
Should I reserve {when}?
Do you want {when}?
Do you prefer {when} or something later?
Is {when} okay?
{when}?
Does {when} suit you, {name}?
The earliest is {when}.
The next available time is {when}.
The first opening with {doctor} is {when}.
My suggestion: {when}.
I suggest {when}.
I'd recommend {when}.
If you want, I can book {when}.
If {when} suits you, just say yes.
If you like, {when} is open.
Say yes and I'll book {when}.
Just reply "yes" and I will reserve {when}.
Your options are {when} or something later.
Here is what is free: {when}.
Free times: {when}.
These are open: {when}.
Good news, {when} is free.
Good news: {doctor} has {when} free.
Luckily {when} just opened up.
Somebody cancelled, so {when} is free.
Yes, {when} is free.
Yes, we have {when}.
{when} is free for a {service}.
For a {service} we have {when}.
{service}: {when} is possible.
We have nothing {when}.
We have nothing on {day}.
There is nothing free on {day}.
Nothing is available on {day}.
{day} is fully booked.
{day} is full.
{when} is taken.
{when} is already taken.
{when} is not available.
{when} isn't free.
{when} is no longer available.
Unfortunately {when} is gone.
Sorry, {doctor} is not in on {day}.
{doctor} has no time on {day}.
{doctor} is out on {day}.
{doctor} doesn't work on {day}.
{doctor} is off {day}.
{doctor} is fully booked on {day}.
We can't see you {when}.
We cannot offer {when}.
I'm afraid {day} won't work.
No slots on {day}.
No openings on {day}, sorry.
There are no appointments left on {day}.
El {when} está libre.
El {when} está disponible.
El {when} sigue libre.
Tenemos libre el {when}.
Tenemos el {when}.
Hay un hueco el {when}.
Hay espacio el {when}.
Nos queda un lugar el {when}.
Puedo ofrecerle el {when}.
Le ofrezco el {when}.
Le propongo el {when}.
Podemos recibirle el {when}.
Podemos atenderle el {when}.
Puede venir el {when}.
Podría venir el {when}.
{doctor} está libre el {when}.
{doctor} tiene hora el {when}.
{doctor} está el {day}.
{doctor} atiende el {day}.
{doctor} trabaja el {day}.
¿Le viene bien el {when}?
¿Le reservo el {when}?
¿Quiere que le reserve el {when}?
¿Prefiere el {when}?
¿Qué tal el {when}?
¿El {when}?
Si quiere, le reservo el {when}.
Si le parece, el {when} está libre.
Diga que sí y le reservo el {when}.
Lo más pronto es el {when}.
La primera hora es el {when}.
Para {service} tenemos el {when}.
Buenas noticias: el {when} está libre.
Sí, el {when} está libre.
No tenemos nada el {day}.
No hay nada el {day}.
No hay huecos el {day}.
El {day} está lleno.
El {day} está completo.
El {when} está ocupado.
El {when} no está disponible.
El {when} ya no está libre.
{doctor} no está el {day}.
{doctor} no atiende el {day}.
{doctor} no trabaja el {day}.
No podemos atenderle el {when}.
Lo siento, el {when} no se puede.
`)

/** True where the time is among those that were looked up or offered. */
export const TRUE_OFFERS: readonly string[] = of(`
{when} is free.
{when} is free, {name}.
{when} is available with {doctor}.
{when} is still available.
{when} would work.
{when} works for {doctor}.
{when} is open for a {service}.
{day} at {time} is free.
Yes, {when} is free.
Yes, {when} is available. Shall I book it?
Good news: {when} is free.
We have {when} available.
We have {when} free.
We have {when}.
We have an opening {when}.
We have a free slot {when}.
We do have {when} open.
For a {service} we have {when}.
There is an opening {when}.
There is a free time {when} with {doctor}.
I found a free time {when}.
I see that {when} is open.
I can offer you {when}.
I could offer {when} with {doctor}.
I can book {when} for you if you like.
I can hold {when} for you while you decide.
We can see you {when} if that suits you.
We could see you {when}.
You could come {when}.
You can come {when} if you like.
{doctor} is free {when}.
{doctor} is available {when}.
{doctor} can see you {when}.
{doctor} could see you {when}.
{doctor} has an opening {when}.
The earliest time is {when}.
The earliest I have is {when}.
The next free time is {when}.
The first available is {when}.
How about {when}?
What about {when} with {doctor}?
Would {when} suit you?
Would {when} work for you, {name}?
Would you like {when}?
Would you like me to book {when}?
Would you like to take {when}?
Shall I book {when} for you?
Shall I book {when}, {name}?
Should I reserve {when}?
Should I go ahead and book {when}?
May I book {when} for you?
Do you want me to book {when}?
Do you want {when}?
Does {when} work for you?
Does {when} suit you?
Is {when} okay for you?
Is {when} good for you?
Can I book {when} for you?
So shall I book {when}?
And would {when} be better?
Or would you rather have {when}?
Do you prefer {when}, or another time?
Which do you prefer, {when} or another day?
{when}?
{when}, would that suit you?
{when}. Would that suit you?
If you like, I can book {when}.
If you want, I can book {when} for you.
If that suits you, I can book {when}.
If {when} suits you, just tell me.
If {when} works, I will book it as soon as you say yes.
Just say yes and I will book {when}.
Say "yes" and I'll book {when}.
I'd suggest {when}.
I suggest {when}, {name}.
Maybe {when}?
Perhaps {when} would be better.
One option is {when}.
Here is a free time: {when}.
Here is what is free: {when}.
These times are free: {when}.
These times are free:\\n• {when}
I have these for you:\\n• {when} with {doctor}
The following is open:\\n1. {when}
Your options:\\n- {when}
The next free times are:\\n• {when}
Thursday does not suit you, so how about {when}?
Thanks, {name}. {when} is free.
Great, {when} is available.
Happy to help! {when} is free.
You asked for {when}, and it is free.
It looks like {when} is free.
Luckily, {when} is open.
We could move your visit to {when}.
I can move it to {when} if you like.
Shall I move your visit to {when}?
Would you like to move your visit to {when}?
El {when} está libre.
El {when} está disponible con {doctor}.
El {when} sigue libre.
Sí, el {when} está libre.
Tenemos libre el {when}.
Tenemos disponible el {when}.
Tenemos el {when}.
Tenemos un hueco el {when}.
Hay un hueco el {when}.
Hay espacio el {when}.
Para {service} tenemos el {when}.
Puedo ofrecerle el {when}.
Podemos ofrecerle el {when}.
Le puedo ofrecer el {when}.
Le ofrezco el {when}.
Le propongo el {when}.
Podemos atenderle el {when}.
Podría venir el {when}.
Puede venir el {when}.
{doctor} está libre el {when}.
{doctor} puede atenderle el {when}.
¿Le viene bien el {when}?
¿Le va bien el {when}?
¿Le parece bien el {when}?
¿Le reservo el {when}?
¿Quiere que le reserve el {when}?
¿Quiere reservar el {when}?
¿Prefiere el {when}?
¿Desea que reserve el {when}?
¿Le gustaría el {when}?
¿Qué tal el {when}?
¿Qué le parece el {when}?
¿Podría ser el {when}?
¿Le conviene el {when}?
¿El {when}?
Si quiere, puedo reservar el {when}.
Si lo desea, puedo reservarle el {when}.
Si le viene bien el {when}, dígame.
Lo más pronto es el {when}.
La primera hora libre es el {when}.
El más cercano es el {when}.
Buenas noticias: el {when} está libre.
Estos horarios están libres:\\n• {when}
Le propongo lo siguiente:\\n• {when}
Podemos mover su cita al {when}.
¿Quiere mover su cita al {when}?
Gracias, {name}. El {when} está libre.
{when} or another time?
I have {when} open with {doctor}, would you like it?
There's {when} if you'd like.
{when} is the earliest I can offer.
The closest I have to that is {when}.
We could offer you {when}; would that be all right?
Would {when} be convenient?
Can you make {when}?
Could you come {when}?
Are you free {when}?
Shall we say {when}?
Do you want me to go ahead and book {when}?
I can reserve {when} for you – shall I?
{when} is open. Should I book it?
At the moment {when} is free.
I could book {when} with {doctor}. Is that okay?
Sure! {when} is available.
Right now I have {when} available for a {service}.
¿Puede venir el {when}?
¿Podría venir el {when}?
¿Le acomoda el {when}?
¿Le agendo el {when}?
¿Confirmo el {when}?
¿Está bien el {when}?
¿Sería posible el {when} para usted?
El {when} hay un espacio libre.
El {when} tenemos un hueco.
Tengo libre el {when}, ¿le sirve?
Claro, el {when} está disponible.
Podría reservarle el {when}, ¿le parece bien?
{doctor}'s next opening is {when}.
{when} is possible too.
We also have {when}.
I have {when} with {doctor}. Is that good?
The best I can do is {when}.
{doctor} has {when}, would that work?
There is still something free {when}.
What do you think of {when}?
Could {when} be an option?
Maybe {when} would suit you better?
También tenemos el {when}.
Lo mejor que tengo es el {when}.
¿Qué opina del {when}?
¿Le funciona el {when}?
El {when} también es posible.
Con {doctor} tengo el {when}.
`)

/** True where that visit is booked. */
export const TRUE_BOOKINGS: readonly string[] = of(`
See you {when}!
See you on {day}, {name}.
Your visit is on {when}.
Your appointment is {when}.
You have an appointment {when}.
You're booked for {when}.
You're all set for {when}.
You're all set.
Your visit {when} is confirmed.
We look forward to seeing you {when}.
{doctor} is expecting you {when}.
{doctor} will see you {when}.
We'll see you {when}.
Please come ten minutes early on {day}.
Please arrive before {time} on {day}.
Don't forget your ID on {day}.
Your {service} is on {when}.
Your {service} with {doctor} is on {when}.
Everything is arranged for {when}.
{when} is yours.
{when} it is!
Booked: {when}.
Confirmed: {when}.
Done! {when} with {doctor}.
Sorted! {day}, {time}.
Yes, you are booked for {when}.
Yes, {name}, {when} is confirmed.
Your next visit is {when}.
I have you down for {when}.
We have you down for {when}.
You are coming in {when}.
You're expected {when}.
Would you like to move your visit on {when}?
Do you want to cancel your visit on {when}?
Shall I cancel your appointment on {when}?
Can I help with anything else before your visit {when}?
You can still change your visit {when} online.
Do you have any questions about your visit {when}?
See you soon!
We look forward to seeing you.
Your visit stays on {when}.
As you know, your visit is on {when}.
I can see your visit on {when}.
Your booking for {when} stands.
You're in for {when}.
Su cita es el {when}.
Tiene cita el {when}.
Nos vemos el {when}.
Le esperamos el {when}.
La esperamos el {day}.
Su cita está confirmada para el {when}.
Su {service} es el {when}.
Quedó reservada para el {when}.
Listo, le esperamos el {when}.
Listo, quedaste para el {when}.
{doctor} le atenderá el {when}.
{doctor} le espera el {when}.
Su próxima visita es el {when}.
Por favor llegue diez minutos antes el {day}.
¿Quiere cancelar su cita del {when}?
¿Quiere cambiar su cita del {when}?
¿Algo más antes de su visita del {when}?
Recuerde su cita del {when}.
Confirmado: {when}.
Hasta el {when}.
Your {service} is booked for {when}.
You have {service} with {doctor} {when}.
We'll see you on {day} at {time}.
Just to confirm: {when} with {doctor}.
Your appointment with {doctor} is {when}.
If you can't make {when}, let us know.
{doctor} is looking forward to meeting you {when}.
Your visit is booked. See you {when}!
Tiene una cita con {doctor} el {when}.
Su cita con {doctor} es el {when}.
Está confirmada para el {when}.
Le recordamos su cita del {when}.
You are seeing {doctor} {when}.
That's {when}, right.
It is on {when}.
Yes, it's still {when}.
You booked {when} for a {service}.
Es el {when}.
Sí, sigue siendo el {when}.
Usted viene el {when}.
`)

/** True where the person named the time, whether it is free or not. */
export const TRUE_WISHES: readonly string[] = of(`
You asked for {when}, let me look.
You said {when}, right?
You mentioned {when}.
You would like {when}; I'll check.
You wanted {when}; let me see what is free.
I understand you'd like {when}.
So you are looking for {when}.
Let me check {when} for you.
I'll check whether {when} is free.
I will look at {when} and get back to you.
I'm checking {when} for you.
Let me see if {when} is possible.
Shall I check {when}?
Would you like me to check {when}?
Did you mean {when}?
Do you mean {when}?
I don't know yet whether {when} is free.
I'm not sure if {when} is free; let me check.
Nothing is booked for {when} yet.
I have not booked {when}.
{when} is not booked yet.
I haven't reserved anything for {when}.
Usted pidió el {when}, déjeme revisar.
Usted quiere el {when}.
Me dijo el {when}, ¿verdad?
Déjeme revisar el {when}.
Voy a mirar el {when}.
Voy a ver si el {when} está libre.
Reviso el {when} y le digo.
¿Quiere decir el {when}?
¿Se refiere al {when}?
No sé si el {when} está libre; déjeme revisar.
Todavía no hay nada reservado para el {when}.
No he reservado el {when}.
`)

/** True where that day was looked through and nothing was found. */
export const TRUE_REFUSALS: readonly string[] = of(`
We have nothing on {day}.
We have nothing {when}.
There is nothing free on {day}.
Nothing is available on {day}.
{day} is fully booked.
{when} is taken.
{when} is not available.
{when} isn't free.
I'm sorry, {when} is not free.
I'm sorry, we have nothing on {day}.
Unfortunately {when} is taken.
There are no openings on {day}.
No openings on {day}, I'm afraid.
I can't find anything on {day}.
We can't see you {when}.
We don't have anything on {day}.
{doctor} has nothing on {day}.
{doctor} is not available {when}.
{day} doesn't have any free times.
I couldn't find a free time on {day}.
No tenemos nada el {day}.
No hay nada libre el {day}.
El {day} está completo.
El {when} está ocupado.
El {when} no está disponible.
Lo siento, el {when} no está libre.
Lo siento, no tenemos nada el {day}.
No hay huecos el {day}.
No encuentro nada el {day}.
{doctor} no tiene nada el {day}.
`)

/** Nothing is claimed of times or deeds, whatever is so. Open Monday to Friday, 9 to 5; a skin check is $95 and takes 20 minutes. */
export const ALWAYS_TRUE: readonly string[] = of(`
What would you like to come in for?
Which day would suit you best?
Which day suits you, {name}?
Do mornings or afternoons suit you better?
Would you prefer the morning or the afternoon?
Is there a day that works best for you?
What time of day do you prefer?
Do you have a preferred doctor?
Would you like to see {doctor}?
Could you tell me your full name?
May I have your phone number?
How can I help you today?
What brings you in today?
I'm happy to help you today.
Good morning, {name}!
Good afternoon! How can I help?
Thank you for writing to us.
Thanks, {name}.
You're welcome!
I'm sorry to hear that.
I'm sorry you had to wait.
I understand.
Of course.
Sure, I can help with that.
Happy to help you find a time.
I can look for a time if you tell me a day.
Tell me a day and I will look.
Just tell me what day works for you.
Let me check what is free.
Let me look at the calendar.
I can check next week for you.
I'll check what times are free.
One moment please.
Would you like me to look for a time?
Would you like me to check next week?
Shall I look for something on {day}?
Would {day} be better?
Does {day} suit you?
Do you prefer {day} or another day?
I can check {day} for you.
I'm not able to give medical advice.
I can't help with that, but our team can.
Our team can answer that.
I am an automated assistant.
I'm an automated assistant, not a person.
If you'd rather talk to a person, just say so.
Nothing is booked yet.
Nothing has been booked so far.
I have not booked anything.
I haven't cancelled anything.
Your visit is not confirmed yet.
Once it is booked you will get a confirmation.
You will get a confirmation as soon as it is booked.
When you have chosen a time, I can book it.
If you tell me your name, I can book it.
I can book that for you if you like.
I can book it as soon as you confirm.
I can cancel your visit if you want.
Would you like to cancel your visit?
Do you want to move your visit?
You can cancel up to a day before.
You can move your visit online.
You can see free times on our booking page.
You can also book by yourself on our page.
We are open Monday to Friday from 9:00 AM to 5:00 PM.
We are open from 9 to 5.
We're open Monday to Friday, 9 to 5.
We open at 9 AM.
We close at 5 PM.
We are closed on Saturdays and Sundays.
We're closed on weekends.
We are closed on December 25.
You can call us Monday to Friday between 9 AM and 5 PM.
Our team answers Monday to Friday from 9 to 5.
A skin check costs $95.
A skin check takes 20 minutes.
A skin check takes about 20 minutes and costs $95.
Laser is $120.
Botox is free of charge.
The visit takes about 20-30 minutes.
You can book online 24/7.
Please bring a photo ID.
Please come ten minutes early.
Please bring somebody along if you like.
Our address is 12 Main Street.
You will find us at 12 Main Street.
You can reach us at (312) 555-0100.
There is parking behind the building.
We speak English and Spanish.
Our clinic has been here since 1998.
We have two doctors, {doctor} and a colleague.
We take good care of our patients.
We have helped many people with that.
{doctor} has been with us for ten years.
{doctor} does skin checks.
{service} is done by {doctor}.
Here are our services: Botox, Laser and Skin check.
We offer Botox, Laser and Skin check.
You can choose between three services.
I have found your message and read it.
I've read your question.
I understood that you'd like a {service}.
I see.
I'm looking into it.
Take your time.
No problem.
No worries.
Perfect, thank you.
Great choice!
Great, and what is your name?
Got it, thanks.
Noted, thank you.
Sounds good.
All right.
Is there anything else I can do for you?
Anything else I can help with?
Have a nice day!
Have a lovely weekend!
Feel free to ask.
Feel free to write at any time.
We'd love to see you.
We would be happy to see you.
We hope to see you soon.
I'd be glad to help.
That depends on the day.
It depends on what is free.
I don't have that information here.
I don't know that.
I could not find that.
Please tell me a bit more.
Could you say that again in other words?
Is it for you or for somebody else?
Is this your first visit?
Have you been here before?
You asked about the price.
You asked whether it hurts.
You would like a {service}, is that right?
So you'd like to see {doctor}?
You have not told me your name yet.
You don't need to bring anything.
There is nothing you need to prepare.
You do not need a referral.
Insurance is accepted.
You can pay by card or in cash.
I have listed our services above.
I've included the address below.
Would you like to join the waiting list?
If nothing suits you, I can put you on the waiting list.
If a time opens up, we can tell you.
Which of these suits you?
Do any of these work for you?
Would one of those suit you?
None of them? Then tell me another day.
¿En qué puedo ayudarle?
¿En qué puedo ayudarle hoy?
Buenos días, {name}.
Buenas tardes, ¿en qué puedo ayudarle?
¿Qué día le viene mejor?
¿Qué día prefiere?
¿Prefiere la mañana o la tarde?
¿Le viene mejor por la mañana o por la tarde?
¿Prefiere el {day} u otro día?
¿Le viene bien el {day}?
¿Para qué servicio sería?
¿Con quién le gustaría?
¿Quiere ver a {doctor}?
¿Me dice su nombre completo?
¿Cuál es su teléfono?
Gracias, {name}.
Con mucho gusto.
Claro que sí.
Entiendo.
Un momento, por favor.
Lo siento mucho.
Lamento la espera.
Dígame un día y lo busco.
Dígame qué día prefiere.
Puedo buscar otro día.
Voy a revisar la agenda.
Déjeme revisar qué hay libre.
¿Quiere que busque otra hora?
Puedo revisar el {day}.
Todavía no hay nada reservado.
No he reservado nada.
No he cancelado nada.
Su cita aún no está confirmada.
Cuando la reserve, recibirá una confirmación.
En cuanto esté reservada, recibirá una confirmación.
Si quiere, puedo reservarla.
Si me dice su nombre, puedo reservarla.
¿Quiere cancelar su cita?
¿Desea cambiar su cita?
Puede cancelar hasta un día antes.
Puede ver las horas libres en nuestra página.
Abrimos de lunes a viernes de 9:00 a 17:00.
Abrimos a las 9:00.
Cerramos a las 17:00.
Los sábados y domingos está cerrado.
Nuestro horario es de lunes a viernes.
La revisión cuesta 95 dólares.
La consulta dura unos 20 minutos.
Estamos en 12 Main Street.
Puede llamarnos al (312) 555-0100.
Por favor traiga una identificación.
Puede venir acompañada.
Hablamos inglés y español.
Soy un asistente automático.
Nuestro equipo puede responderle eso.
No puedo darle consejos médicos.
Si prefiere hablar con una persona, dígamelo.
No tengo esa información.
¿Es para usted o para otra persona?
¿Es su primera visita?
¿Algo más en lo que pueda ayudarle?
¿Le sirve alguno de estos?
¿Cuál de estos prefiere?
Que tenga un buen día.
De nada.
Perfecto, gracias.
Muy bien.
Sin problema.
Ofrecemos Botox, Laser y Skin check.
Puede pagar con tarjeta o en efectivo.
No hace falta que traiga nada.
Which service are you interested in?
What name should I book it under?
Great, I just need your full name and phone number.
Before I book anything I need your phone number.
I'd be happy to look for a time for you.
You can tell me a day and a time of day.
Mornings or afternoons?
Do you have any days that don't work?
We don't do that here.
That's a question for our clinical team.
Please call us if it is urgent.
I can't see your visits here.
If you've booked before, which phone number did you use?
I will ask you for a yes before anything is booked.
Nothing will be booked without your yes.
No, nothing is booked.
No, you don't have a booking yet.
I haven't found any visit under that name.
We have your message.
I have a few questions first.
It usually takes half an hour.
That service is not something we offer.
You can come with a friend.
We accept cash and cards.
I've noted your preference for mornings.
I hope that helps!
Hope to hear from you soon.
Let me know what you decide.
Take care, {name}!
Our receptionist can help you with that.
¿A nombre de quién sería la cita?
¿Qué servicio le interesa?
Necesito su nombre y teléfono.
Antes de reservar necesito su teléfono.
No hay ninguna cita a su nombre.
No, todavía no está reservada.
Eso lo puede responder nuestro equipo clínico.
¿Mañana o tarde?
Aceptamos tarjetas.
¿Le ayudo con algo más?
Espero su respuesta.
Quedo atento a su respuesta.
Ya le digo qué horas hay.
Con gusto le busco una hora.
Avíseme qué decide.
May I ask what it is about?
Is it urgent?
Could you be a bit more specific?
We're a small clinic in the city center.
Both doctors do this.
{doctor} specializes in skin.
I can only book, move or cancel visits.
The price depends on the area.
A consultation comes first.
You can decide after the consultation.
Children are welcome.
Of course you can bring your mother.
Do you have insurance?
I'm afraid I can't answer that.
A member of our team can tell you more.
You're in the right place.
Let's find a time for you.
Let's see what we can do.
Which number can we reach you at?
Please spell your last name.
Thanks for your patience.
Thank you for the information.
Sorry, I did not understand that.
¿Es urgente?
¿Puede darme más detalles?
Primero hay una consulta.
El precio depende de la zona.
Los niños son bienvenidos.
Busquemos una hora para usted.
Gracias por la información.
Perdón, no entendí.
¿Me lo puede repetir?
`)
