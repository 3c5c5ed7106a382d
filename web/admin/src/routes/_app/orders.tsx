import { createFileRoute } from '@tanstack/react-router';
import { OrderListPage } from '../../features/orders/order-list-page';
import { orderSearchSchema } from '../../features/orders/order-search';
import { loadNamespaces } from '../../i18n/i18n';

export const Route = createFileRoute('/_app/orders')({
  validateSearch: orderSearchSchema,
  loader: () => loadNamespaces('orders', 'grants', 'work'),
  component: OrderListPage,
  staticData: { crumb: 'shell:nav.orders', stage: 'purchase' },
});
