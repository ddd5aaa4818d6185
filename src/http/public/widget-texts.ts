/** What the widget says by itself, in the visitor's language. What is answered comes from the conversation. */

const english = {
  title: 'Chat with {clinic}',
  welcome:
    'Write to us, or book a visit. An automated assistant answers; you can talk to a person at any time.',
  welcome_person: 'Write to us, or book a visit. Our team answers here.',
  who_assistant: 'Automated assistant',
  who_waiting: 'A person has been asked and will answer here',
  who_person: 'Our team answers',
  who_stopped: 'You get no more messages',
  you: 'You',
  assistant: 'Automated assistant',
  staff: 'Our team',
  notice: 'Notice',
  messages: 'Messages',
  message: 'Your message',
  send: 'Send',
  close: 'Close chat',
  person: 'Talk to a person',
  person_asked: 'I’d like to talk to a person.',
  book: 'Book a visit',
  typing: 'Writing …',
  waiting: 'Waiting to be sent',
  refused: 'Not sent',
  seen: 'Seen',
  offline: 'No connection. What you write is sent when it is back.',
  slow: 'That was a lot at once. The rest is sent in a moment.',
  back: 'Back to the chat',
  new_tab: 'Open in a new tab',
  booked: 'Your visit is booked.',
  unread: 'New messages: {count}',
} as const

export type WidgetTexts = Record<keyof typeof english, string>

const spanish: WidgetTexts = {
  title: 'Chat con {clinic}',
  welcome:
    'Escríbanos o pida una cita. Responde un asistente automático; puede hablar con una persona en cualquier momento.',
  welcome_person: 'Escríbanos o pida una cita. Nuestro equipo responde aquí.',
  who_assistant: 'Asistente automático',
  who_waiting: 'Hemos avisado a una persona, que responderá aquí',
  who_person: 'Responde nuestro equipo',
  who_stopped: 'No recibirá más mensajes',
  you: 'Usted',
  assistant: 'Asistente automático',
  staff: 'Nuestro equipo',
  notice: 'Aviso',
  messages: 'Mensajes',
  message: 'Su mensaje',
  send: 'Enviar',
  close: 'Cerrar el chat',
  person: 'Hablar con una persona',
  person_asked: 'Quiero hablar con una persona.',
  book: 'Pedir una cita',
  typing: 'Escribiendo …',
  waiting: 'Pendiente de envío',
  refused: 'No enviado',
  seen: 'Visto',
  offline: 'Sin conexión. Lo que escriba se enviará cuando vuelva.',
  slow: 'Son muchos mensajes a la vez. El resto se enviará en un momento.',
  back: 'Volver al chat',
  new_tab: 'Abrir en otra pestaña',
  booked: 'Su cita está reservada.',
  unread: 'Mensajes nuevos: {count}',
}

const CATALOGUES: Record<string, WidgetTexts> = { en: english, es: spanish }

/** The language's texts, else the English ones. */
export function widgetTexts(language: string, clinicName: string): { language: string; texts: WidgetTexts } {
  const known = language in CATALOGUES ? language : 'en'
  const texts: WidgetTexts = CATALOGUES[known] ?? english
  return { language: known, texts: { ...texts, title: texts.title.replace('{clinic}', clinicName) } }
}
