import { applyTheme } from '../ui/theme.ts';
import { faceOf } from './face-window.ts';
import { giveMemoryBack } from './idle.ts';
import { keepForOffline } from './offline.ts';
import { followSettings } from './settings.ts';
import './app.ts';
import { Workspace } from './workspace.ts';

applyTheme();
followSettings();
const workspace = new Workspace();
window.tabhouse = faceOf(workspace);
const app = document.querySelector('tabhouse-app');
if (app) app.workspace = workspace;
void workspace.ready.catch(() => undefined).then(() => keepForOffline());
giveMemoryBack(workspace.engine);
