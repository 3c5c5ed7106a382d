import { getLeadFormOptions } from '@perennial/api-client/queries';
import { ErrorState } from '@perennial/ui';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { Skeleton } from 'antd';
import { FormBuilder } from './form-builder';

export function FormPage() {
  const { formId } = useParams({ from: '/_app/forms/$formId' });
  const query = useQuery(getLeadFormOptions({ path: { id: formId } }));
  if (query.isError && !query.data) {
    return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  }
  if (!query.data) return <Skeleton active paragraph={{ rows: 10 }} />;
  return <FormBuilder key={query.data.id} form={query.data} />;
}
