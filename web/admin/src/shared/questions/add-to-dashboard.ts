import { type Dashboard, getDashboard, ifMatch, toProblem, updateDashboard } from '@perennial/api-client';
import { withTile } from './layout';

/** Puts a question on a dashboard. Others may arrange it at the same time: then it goes where there is room by now. */
export async function addToDashboard(dashboardId: string, questionId: string): Promise<Dashboard> {
  try {
    return await put(dashboardId, questionId);
  } catch (error) {
    if (toProblem(error).status !== 412) throw error;
    return put(dashboardId, questionId);
  }
}

async function put(dashboardId: string, questionId: string): Promise<Dashboard> {
  const path = { id: dashboardId };
  const { data: stored } = await getDashboard({ path, throwOnError: true });
  const tiles = withTile(stored.tiles, questionId);
  const headers = ifMatch(stored);
  return (await updateDashboard({ path, headers, body: { tiles }, throwOnError: true })).data;
}
