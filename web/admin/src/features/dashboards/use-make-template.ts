import {
  createDashboard,
  createSavedQuestion,
  deleteSavedQuestion,
  type SavedQuestion,
  toProblem,
} from '@perennial/api-client';
import { invalidateTags } from '@perennial/api-client/queries';
import { showToast } from '@perennial/ui';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { type Template, type TemplateQuestion, templateQuestions } from './templates';

/** Makes the questions of a template, named in the reader's language, and the dashboard that shows them. */
export function useMakeTemplate() {
  const { t } = useTranslation(['dashboards', 'common']);
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const save = async ({ text, question }: TemplateQuestion) => {
    const name = t(`dashboards:template.question.${text}`);
    return (await createSavedQuestion({ body: { name, question }, throwOnError: true })).data;
  };
  return useMutation({
    mutationFn: async (template: Template) => {
      const { questions } = templateQuestions[template];
      const saved: SavedQuestion[] = [];
      try {
        for (const question of questions) saved.push(await save(question));
        const tiles = questions.flatMap(({ x, y, width, height }, at) => {
          const id = saved[at]?.id;
          return id ? [{ saved_question_id: id, x, y, width, height }] : [];
        });
        const texts = {
          name: t(`dashboards:template.${template}.name`),
          description: t(`dashboards:template.${template}.text`),
        };
        return (await createDashboard({ body: { ...texts, tiles }, throwOnError: true })).data;
      } catch (error) {
        // Half a template helps nobody.
        await Promise.allSettled(saved.map(({ id }) => deleteSavedQuestion({ path: { id } })));
        throw error;
      }
    },
    onSuccess: async ({ id }) => {
      await invalidateTags(queryClient, 'dashboards');
      await navigate({ to: '/dashboards/$dashboardId', params: { dashboardId: id } });
    },
    onError: (error) => showToast(toProblem(error).detail ?? t('common:problem.unknown'), { tone: 'danger' }),
  });
}
