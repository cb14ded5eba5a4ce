import { breath } from '../engine/breath.ts';
import { applyTheme } from '../ui/theme.ts';
import { answerEditors } from './assist.ts';
import { faceOf } from './face-window.ts';
import { giveMemoryBack } from './idle.ts';
import { keepForOffline } from './offline.ts';
import { fetchAhead, firstDrawing } from './parts.ts';
import { fetchPartsAgain } from './parts-ahead.ts';
import { followSettings } from './settings.ts';
import './app.ts';
import { Workspace } from './workspace.ts';

// Where data were open at the last visit, a notebook is drawn from the results that are kept.
const first = fetchPartsAgain() ? firstDrawing() : Promise.resolve();
applyTheme();
followSettings();
const workspace = new Workspace(first);
window.tabhouse = faceOf(workspace);
answerEditors(document, workspace);
// Drawn in a task of its own: evaluating the modules was one already.
void breath().then(() => {
  const app = document.querySelector('tabhouse-app');
  if (app) app.workspace = workspace;
});
void workspace.ready
  .catch(() => undefined)
  .then(() => {
    fetchAhead();
    return keepForOffline();
  });
giveMemoryBack(workspace.engine);
