/** The parts of a text message are what its carrier counts. */

/** The basic character set of GSM 03.38: 153 of them fit into a part, of anything else 67 (3GPP TS 23.040). */
const GSM = /^[@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&'()*+,\-./0-9:;<=>?¡A-ZÄÖÑÜ§¿a-zäöñüà]*$/

export function partsOfSms(text: string): number {
  const [whole, part] = GSM.test(text) ? [160, 153] : [70, 67]
  return text.length <= whole ? 1 : Math.ceil(text.length / part)
}
