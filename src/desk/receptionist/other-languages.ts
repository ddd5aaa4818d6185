/** Languages that the assistant does not speak, or not for this clinic: one sentence in them, and a person. */
import type { Language } from './speech.ts'

interface OtherLanguage {
  /** Words and letters that give it away. */
  marks: RegExp
  text: string
}

const LANGUAGES: OtherLanguage[] = [
  {
    marks: /\b(bonjour|merci|je|vous|rendez-vous|voudrais|est-ce|aujourd'hui|demain|s'il)\b|[çœ]/i,
    text: 'Bonjour, je suis un assistant automatique et je ne parle qu’anglais et espagnol. J’ai demandé à un membre de notre équipe de vous répondre ici.',
  },
  {
    marks: /\b(olá|obrigad[oa]|você|não|quero|marcar|amanhã|consulta para|gostaria|bom dia)\b|[ãõ]/i,
    text: 'Olá, sou um assistente automático e só falo inglês e espanhol. Pedi a alguém da nossa equipa que lhe responda aqui.',
  },
  {
    marks: /\b(guten|ich|termin|möchte|bitte|danke|morgen|nicht|haben|einen)\b|[ß]/i,
    text: 'Guten Tag, ich bin ein automatischer Assistent und spreche nur Englisch und Spanisch. Ich habe unser Team gebeten, Ihnen hier zu antworten.',
  },
  {
    marks: /\b(buongiorno|vorrei|grazie|appuntamento|domani|prenotare|per favore|ciao|sono)\b/i,
    text: 'Buongiorno, sono un assistente automatico e parlo solo inglese e spagnolo. Ho chiesto a una persona del nostro team di risponderle qui.',
  },
  {
    marks: /\b(dzień|proszę|dziękuję|wizyt[aęy]|chciał\w*|jutro)\b|[ąęłśźż]/i,
    text: 'Dzień dobry, jestem automatycznym asystentem i mówię tylko po angielsku i hiszpańsku. Poprosiłem kogoś z naszego zespołu o odpowiedź tutaj.',
  },
  {
    marks: /\b(merhaba|randevu|yarın|lütfen|teşekkür\w*|istiyorum)\b|[ışğ]/i,
    text: 'Merhaba, ben otomatik bir asistanım ve yalnızca İngilizce ve İspanyolca biliyorum. Ekibimizden birinin size buradan yanıt vermesini istedim.',
  },
  {
    marks: /\b(hallo|afspraak|graag|dank|morgen|alstublieft|wil)\b/i,
    text: 'Hallo, ik ben een automatische assistent en spreek alleen Engels en Spaans. Ik heb iemand van ons team gevraagd u hier te antwoorden.',
  },
  {
    marks: /\p{Script=Cyrillic}/u,
    text: 'Здравствуйте, я автоматический помощник и говорю только по-английски и по-испански. Я попросил сотрудника ответить вам здесь.',
  },
  {
    marks: /\p{Script=Arabic}/u,
    text: 'مرحبًا، أنا مساعد آلي وأتحدث الإنجليزية والإسبانية فقط. طلبت من أحد أفراد فريقنا أن يجيبكم هنا.',
  },
  {
    marks: /\p{Script=Han}/u,
    text: '您好，我是自动助手，只会英语和西班牙语。我已请我们的工作人员在这里回复您。',
  },
]

const UNKNOWN =
  'I’m an automated assistant and only speak English and Spanish. I’ve asked one of our team to answer you here. / Solo hablo inglés y español; he pedido a nuestro equipo que le responda aquí.'

const SWITCHED_OFF: Record<Language, string> = {
  en: 'I’m an automated assistant and can’t answer in English here, so I’ve asked one of our team to answer you.',
  es: 'Soy un asistente automático y aquí no atiendo en español, así que he pedido a nuestro equipo que le responda.',
}

/** In a language that the assistant speaks and the clinic has switched off. */
export function speakSwitchedOff(language: Language): string {
  return SWITCHED_OFF[language]
}

/** In the language of the text where it is one of these, else in English and Spanish. */
export function speakOtherLanguage(text: string): string {
  const scored = LANGUAGES.map(({ marks, text: answer }) => ({
    answer,
    count: [...text.matchAll(new RegExp(marks.source, `g${marks.flags}`))].length,
  }))
  const best = scored.toSorted((a, b) => b.count - a.count)[0]
  return best && best.count > 0 ? best.answer : UNKNOWN
}
