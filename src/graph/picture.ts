import type { Finding } from '../finding.ts';
import type { Workspace } from '../model/workspace.ts';
import { drawAccess } from './access.ts';
import { drawComponents } from './components.ts';
import { drawConfigurations } from './configurations.ts';
import { drawEndpoints } from './endpoints.ts';
import { mark } from './marks.ts';
import { drawMessages } from './messages.ts';
import type { Picture } from './picture-data.ts';
import { drawResiliencies } from './resiliencies.ts';
import { drawSecrets } from './secrets.ts';
import { Sketch } from './sketch.ts';

/** The picture of a workspace, with marks where something was found. Takes time in proportion to what is written. */
export const picture = (workspace: Workspace, findings: readonly Finding[]): Picture => {
  const sketch = new Sketch(workspace);
  drawComponents(sketch);
  drawConfigurations(sketch);
  drawEndpoints(sketch);
  drawMessages(sketch);
  drawResiliencies(sketch);
  drawAccess(sketch);
  drawSecrets(sketch);
  const counts = mark(sketch, findings);
  return sketch.finish(counts.byNode, counts.elsewhere);
};
