import { createImport, type Import, ifMatch, putImportFile, updateImport } from '@perennial/api-client';
import { getImportQueryKey, invalidateTags } from '@perennial/api-client/queries';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';

/** Bytes that the server takes at most; it says so too, but after the way. */
export const mostBytes = 200 * 1024 * 1024;

type UploadOptions = {
  target: string | undefined;
  /** An import that waits for its file, or for another one. */
  importId?: string;
  /** The key of the campaign that all rows belong to. */
  campaign?: string | undefined;
  onDone: (uploaded: Import) => void;
};

/** Announces a file and sends it. When sending breaks off, the next try sends to the same import. */
export function useUpload({ target, importId, campaign, onDone }: UploadOptions) {
  const queryClient = useQueryClient();
  const [announced, setAnnounced] = useState<{ id: string; target: string | undefined; name: string }>();
  return useMutation({
    mutationFn: async (file: File) => {
      const again = announced?.target === target && announced?.name === file.name ? announced?.id : undefined;
      const id = importId ?? again ?? (await announce(file, target ?? ''));
      setAnnounced({ id, target, name: file.name });
      // The contract knows bytes only as text; the browser sends a file as it is.
      const body = file as unknown as string;
      const { data } = await putImportFile({ path: { id }, body, throwOnError: true });
      return campaign ? intoCampaign(data, campaign) : data;
    },
    onSuccess: async (uploaded) => {
      queryClient.setQueryData(getImportQueryKey({ path: { id: uploaded.id } }), uploaded);
      onDone(uploaded);
    },
    onSettled: () => invalidateTags(queryClient, 'imports'),
  });
}

async function announce(file: File, target: string): Promise<string> {
  const body = { target, file_name: file.name, size: file.size };
  return (await createImport({ body, throwOnError: true })).data.id;
}

async function intoCampaign(uploaded: Import, campaign: string): Promise<Import> {
  const options = { ...uploaded.options, fixed: { ...uploaded.options.fixed, campaign } };
  const path = { id: uploaded.id };
  return (await updateImport({ path, body: { options }, headers: ifMatch(uploaded), throwOnError: true }))
    .data;
}
