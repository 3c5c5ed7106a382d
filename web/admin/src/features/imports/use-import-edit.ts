import { type Import, type ImportPatch, ifMatch, toProblem, updateImport } from '@perennial/api-client';
import { getImportQueryKey } from '@perennial/api-client/queries';
import { useIsMutating, useMutation, useQueryClient } from '@tanstack/react-query';

/**
 * Keeps every change of mapping and options at once, so that a reload loses nothing. Changes go one after the other,
 * each on top of what the one before it left; a refused one is taken back and its problem told.
 */
export function useImportEdit(id: string) {
  const queryClient = useQueryClient();
  const queryKey = getImportQueryKey({ path: { id } });
  const mutationKey = ['import-edit', id];
  const current = () => queryClient.getQueryData<Import>(queryKey);
  const edit = useMutation({
    mutationKey,
    scope: { id: `import-${id}` },
    mutationFn: async (patch: ImportPatch) => {
      const before = current();
      const headers = before ? ifMatch(before) : {};
      return (await updateImport({ path: { id }, body: patch, headers, throwOnError: true })).data;
    },
    onSuccess: (saved) => {
      const isLast = queryClient.isMutating({ mutationKey }) === 1;
      const shown = current();
      // Later changes are on show already; they only need the version that they build on.
      const next = isLast || !shown ? saved : { ...shown, version: saved.version, state: saved.state };
      queryClient.setQueryData(queryKey, next);
    },
    onError: () => queryClient.invalidateQueries({ queryKey }),
  });
  const save = async (patch: ImportPatch) => {
    await queryClient.cancelQueries({ queryKey });
    const before = current();
    if (before) queryClient.setQueryData(queryKey, withPatch(before, patch));
    edit.mutate(patch);
  };
  return {
    isPending: useIsMutating({ mutationKey }) > 0,
    problem: edit.error ? toProblem(edit.error) : undefined,
    save: (patch: ImportPatch) => void save(patch),
  };
}

function withPatch(before: Import, { mapping, options }: ImportPatch): Import {
  return { ...before, ...(mapping ? { mapping } : {}), ...(options ? { options } : {}) };
}
