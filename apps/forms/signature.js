/** A signature: drawn with a finger or mouse, or a name typed by whoever cannot or will not draw. */
import { el, say } from './elements.js'

/**
 * @param {{
 *   id: string, describedBy: string | null, isSigned: boolean, name: string,
 *   onLeave: (finish: () => Promise<boolean>) => void, onDrawn: (png: Blob) => Promise<boolean>, onTyped: (name: string) => void, onCleared: () => void,
 * }} about
 */
export function signaturePad({ id, describedBy, isSigned, name, onLeave, onDrawn, onTyped, onCleared }) {
  const canvas = el('canvas', { width: 640, height: 200, role: 'img', 'aria-label': say('draw') })
  const told = el('p', { class: 'hint', role: 'status' }, isSigned && !name && say('signed'))
  const typed = el('input', {
    id,
    type: 'text',
    autocomplete: 'name',
    value: name,
    maxlength: 120,
    'aria-describedby': describedBy,
    input: () => {
      wipe()
      if (typed.value.trim()) onTyped(typed.value.trim())
      else onCleared()
    },
  })
  const pen = canvas.getContext('2d')
  let isDrawing = false
  let isDrawn = false

  /** @param {PointerEvent} event */
  const pointOf = (event) => {
    const box = canvas.getBoundingClientRect()
    return [
      ((event.clientX - box.left) * canvas.width) / box.width,
      ((event.clientY - box.top) * canvas.height) / box.height,
    ]
  }
  const wipe = () => {
    pen?.clearRect(0, 0, canvas.width, canvas.height)
    isDrawn = false
    told.textContent = ''
  }
  canvas.addEventListener('pointerdown', (event) => {
    const [x = 0, y = 0] = pointOf(event)
    isDrawing = true
    isDrawn = true
    typed.value = ''
    canvas.setPointerCapture(event.pointerId)
    if (!pen) return
    Object.assign(pen, { lineWidth: 3, lineCap: 'round', lineJoin: 'round', strokeStyle: '#14191d' })
    pen.beginPath()
    pen.moveTo(x, y)
    pen.lineTo(x + 0.1, y)
    pen.stroke()
  })
  canvas.addEventListener('pointermove', (event) => {
    if (!isDrawing) return
    const [x = 0, y = 0] = pointOf(event)
    pen?.lineTo(x, y)
    pen?.stroke()
  })
  canvas.addEventListener('pointerup', () => {
    isDrawing = false
    told.textContent = say('signed')
  })
  // Sent once, when the step is left: a name has several strokes.
  onLeave(
    () =>
      new Promise((resolve) => {
        if (!isDrawn) return resolve(true)
        canvas.toBlob(async (png) => {
          isDrawn = !png || !(await onDrawn(png))
          resolve(!isDrawn)
        })
      }),
  )
  const clear = () => {
    wipe()
    typed.value = ''
    onCleared()
  }
  return el(
    'div',
    { class: 'pad' },
    el('p', { class: 'hint' }, say('draw')),
    canvas,
    told,
    el('button', { type: 'button', class: 'small', click: clear }, say('clear')),
    el('label', { for: id }, say('typed')),
    typed,
  )
}
