import {
  createSavedView,
  deleteSavedView,
  type SavedView,
  toProblem,
  updateSavedView,
} from '@perennial/api-client';
import { invalidateTags, listSavedViewsOptions } from '@perennial/api-client/queries';
import { SavedViewTabs, showToast } from '@perennial/ui';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useConfirm } from '../shared/confirm/use-confirm';
import { sameView, type ViewParams, viewParamsOf } from './view-params';

// Forms are large, and lists are opened far more often than views are saved.
const SaveViewDialog = lazy(() => import('./save-view-dialog'));

export type BuiltInView = { id: string; name: string; params: ViewParams };

type ListViewsProps = {
  /** The API's name of the list: `leads`, `accounts`, … */
  list: string;
  /** The list's search parameters, among them `view`: the id of the view that is open. */
  search: ViewParams & { view?: string | undefined };
  /** Views everybody has; the first one is the list as it is without a view. */
  builtIn: [BuiltInView, ...BuiltInView[]];
  /** Replaces the list's search parameters. */
  onApply: (search: ViewParams & { view: string | undefined }) => void;
};

/** The tabs over a list: built-in views, and those saved by the reader or shared by colleagues. */
export function ListViews({ list, search, builtIn, onApply }: ListViewsProps) {
  const { t } = useTranslation(['common', 'kit']);
  const queryClient = useQueryClient();
  const saved = useQuery(listSavedViewsOptions({ query: { list } }));
  const [dialog, setDialog] = useState<'new' | SavedView>();
  const { ask, holder } = useConfirm();
  const savedViews = saved.data?.data ?? [];
  const active = [...builtIn, ...savedViews].find(({ id }) => id === search.view) ?? builtIn[0];
  const own = savedViews.find(({ id }) => id === active.id);
  const params = viewParamsOf(search);

  const change = useMutation({
    mutationFn: (call: () => Promise<unknown>) => call(),
    onSuccess: () => invalidateTags(queryClient, 'saved-views'),
    onError: (error) => showToast(toProblem(error).detail ?? t('common:problem.unknown'), { tone: 'danger' }),
  });
  const apply = (view: { id: string; params: ViewParams }) =>
    onApply({ ...view.params, view: view.id === builtIn[0].id ? undefined : view.id });

  return (
    <>
      {holder}
      <SavedViewTabs
        views={[...builtIn, ...savedViews.map(({ id, name, shared }) => ({ id, name, isPrivate: !shared }))]}
        activeId={active.id}
        isModified={!sameView(params, active.params)}
        onSelect={(id) => {
          const view = [...builtIn, ...savedViews].find((each) => each.id === id);
          if (view) apply(view);
        }}
        onReset={() => apply(active)}
        onSaveAs={() => setDialog('new')}
        onSave={
          own &&
          (() =>
            change.mutate(() =>
              updateSavedView({ path: { id: own.id }, body: { params }, throwOnError: true }),
            ))
        }
        onRename={own && (() => setDialog(own))}
        onDelete={
          own &&
          (() =>
            ask({
              title: t('kit:views.delete_title', { name: own.name }),
              confirm: t('kit:views.delete'),
              run: async () => {
                await change.mutateAsync(() => deleteSavedView({ path: { id: own.id }, throwOnError: true }));
                apply(builtIn[0]);
              },
            }))
        }
      />
      {dialog ? (
        <Suspense fallback={null}>
          <SaveViewDialog
            view={dialog === 'new' ? undefined : dialog}
            onClose={() => setDialog(undefined)}
            save={async (values) => {
              const { data } =
                dialog === 'new'
                  ? await createSavedView({ body: { list, params, ...values }, throwOnError: true })
                  : await updateSavedView({ path: { id: dialog.id }, body: values, throwOnError: true });
              await invalidateTags(queryClient, 'saved-views');
              if (dialog === 'new') apply(data);
            }}
          />
        </Suspense>
      ) : null}
    </>
  );
}
