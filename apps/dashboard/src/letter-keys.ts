/** Single letters as shortcuts: who dictates, or whose hands shake, can switch them off (WCAG 2.1.4). */
import { useLocalStorage } from '@mantine/hooks'

export function useLetterKeys(): [isOn: boolean, set: (isOn: boolean) => void] {
  const [isOn, setOn] = useLocalStorage({
    key: 'foyer-letter-keys',
    defaultValue: true,
    getInitialValueInEffect: false,
  })
  return [isOn, setOn]
}
