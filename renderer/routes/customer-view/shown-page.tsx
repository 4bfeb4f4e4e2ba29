import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { CustomerContent } from '../../../contract/customer-view.ts'
import { assertNever } from '../../../core/assert-never.ts'
import { Failure } from '../../components/fact.tsx'
import type { ShownToCustomer } from '../../gate/standing.ts'
import { useNorthstar } from '../../northstar.tsx'
import { FeltHeard } from './felt-heard.tsx'
import { ShownCompare } from './shown-compare.tsx'
import { ShownPrice } from './shown-price.tsx'
import { ShownShortlist } from './shown-shortlist.tsx'
import type { useShow } from './use-show.ts'

type ShownPageProps = { readonly shown: ShownToCustomer; readonly onShow: ReturnType<typeof useShow>['show'] }

/** The page that the screen shows, once what stands on it is known. */
export function ShownPage({ shown, onShow }: ShownPageProps) {
  const { t } = useTranslation('customer-view')
  const { orpc } = useNorthstar()
  const { data, error } = useQuery({
    ...orpc.customerView.content.queryOptions(),
    // The answer follows from what is shown, which the call does not name.
    queryKey: [...orpc.customerView.content.queryKey(), shown],
    enabled: shown.page !== 'felt-heard',
    gcTime: 0,
    refetchOnWindowFocus: false,
  })
  if (shown.page === 'felt-heard') return <FeltHeard shown={shown} />
  // Asked for before the page changed, and answered after it.
  const content = data?.type === shown.page ? data : undefined
  if (content === undefined) return error === null ? <p>{t('opening')}</p> : <Failure error={error} />
  return <Content content={content} onShow={onShow} />
}

type ContentProps = Pick<ShownPageProps, 'onShow'> & { readonly content: CustomerContent }

function Content({ content, onShow }: ContentProps) {
  switch (content.type) {
    case 'felt-heard':
      return null
    case 'shortlist':
      return (
        <ShownShortlist content={content} onPrice={(id) => onShow({ page: 'price', variantIds: [id] })} />
      )
    case 'compare':
      return <ShownCompare content={content} />
    case 'price':
      return <ShownPrice content={content} onPrice={(id) => onShow({ variantIds: [id] })} />
    default:
      return assertNever(content)
  }
}
