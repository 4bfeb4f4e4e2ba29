import { IconEye } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { CustomerPage } from '../../../contract/customer-view.ts'
import type { VariantId } from '../../../core/ids.ts'
import { BusyButton } from '../../components/busy-button.tsx'
import { Failure } from '../../components/fact.tsx'
import type { Visit } from '../../northstar.tsx'
import { useTurnScreen } from '../customer-view/use-turn-screen.ts'

type TurnScreenProps = {
  readonly visit: Visit
  readonly page: CustomerPage
  /** Those that are looked at; the three where none is named. */
  readonly variantIds?: readonly VariantId[]
}

/** Turns the screen to the customer, to what is being looked at; F9 does it too. */
export function TurnScreen({ visit, page, variantIds = [] }: TurnScreenProps) {
  const { t } = useTranslation('remarks')
  const { turn, isTurning, error } = useTurnScreen(visit, page, variantIds)
  return (
    <>
      <BusyButton
        size="sm"
        variant="default"
        busy={isTurning}
        aria-keyshortcuts="F9"
        leftSection={<IconEye aria-hidden size={20} stroke={1.6} />}
        onClick={turn}
      >
        {t('customerView')}
      </BusyButton>
      <Failure error={error} />
    </>
  )
}
