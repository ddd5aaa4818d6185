/** A certificate for 127.0.0.1 that nobody but its maker trusts (RFC 5280), since Node makes keys and no certificates. */
import { generateKeyPairSync, sign } from 'node:crypto'

export interface SelfSigned {
  key: string
  cert: string
}

const SEQUENCE = 0x30
const SET = 0x31
const INTEGER = 0x02
const BIT_STRING = 0x03
const OCTET_STRING = 0x04
const OBJECT_ID = 0x06
const UTF8 = 0x0c
const TRUE = Buffer.from([0x01, 0x01, 0xff])
const GENERALIZED_TIME = 0x18
const ECDSA_WITH_SHA256 = '2a8648ce3d040302'
const COMMON_NAME = '550403'
const SUBJECT_ALT_NAME = '551d11'
const BASIC_CONSTRAINTS = '551d13'

/** Valid between these, by default from yesterday to tomorrow. */
export function selfSigned({ from = daysFromNow(-1), to = daysFromNow(1) } = {}): SelfSigned {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const algorithm = der(SEQUENCE, id(ECDSA_WITH_SHA256))
  const name = der(SEQUENCE, der(SET, der(SEQUENCE, id(COMMON_NAME), der(UTF8, Buffer.from('127.0.0.1')))))
  const altNames = der(SEQUENCE, der(0x82, Buffer.from('localhost')), der(0x87, Buffer.from([127, 0, 0, 1])))
  const extensions = der(
    SEQUENCE,
    der(SEQUENCE, id(BASIC_CONSTRAINTS), TRUE, der(OCTET_STRING, der(SEQUENCE, TRUE))),
    der(SEQUENCE, id(SUBJECT_ALT_NAME), der(OCTET_STRING, altNames)),
  )
  const body = der(
    SEQUENCE,
    der(0xa0, der(INTEGER, Buffer.from([2]))),
    der(INTEGER, Buffer.from([1])),
    algorithm,
    name,
    der(SEQUENCE, time(from), time(to)),
    name,
    publicKey.export({ type: 'spki', format: 'der' }),
    der(0xa3, extensions),
  )
  const signature = sign('sha256', body, privateKey)
  const certificate = der(SEQUENCE, body, algorithm, der(BIT_STRING, Buffer.from([0]), signature))
  return {
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }) as string,
    cert: `-----BEGIN CERTIFICATE-----\n${lines(certificate.toString('base64'))}\n-----END CERTIFICATE-----\n`,
  }
}

function lines(text: string): string {
  return (text.match(/.{1,64}/g) ?? []).join('\n')
}

export function daysFromNow(days: number): Date {
  return new Date(Date.now() + days * 86_400_000)
}

function der(tag: number, ...parts: Buffer[]): Buffer {
  const content = Buffer.concat(parts)
  const { length } = content
  const size = length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff]
  return Buffer.concat([Buffer.from([tag, ...size]), content])
}

function id(hex: string): Buffer {
  return der(OBJECT_ID, Buffer.from(hex, 'hex'))
}

function time(at: Date): Buffer {
  return der(GENERALIZED_TIME, Buffer.from(at.toISOString().replace(/[-:T]|\.\d+/g, '')))
}
