import type { CanDeactivateFn, CanMatchFn, Routes } from '@angular/router';
import { typeOfId } from '@prosa/dashboard/data-access';
import { provideTranslations } from '@prosa/dashboard/ui';
import { AgentEditor } from './editor/agent-editor';
import { AgentList } from './list/agent-list';

const unsavedChanges: CanDeactivateFn<AgentEditor> = (editor) => editor.mayLeave();

const isAgent: CanMatchFn = (_route, [id]) => typeOfId(id?.path) === 'Agent';

export const AGENT_ROUTES: Routes = [
  {
    path: '',
    providers: [
      provideTranslations('agent', {
        en: () => import('./i18n/en.json'),
        'pt-BR': () => import('./i18n/pt-BR.json'),
      }),
    ],
    children: [
      { path: '', component: AgentList },
      { path: 'new', title: 'title.newAgent', component: AgentEditor, canDeactivate: [unsavedChanges] },
      // Anything else under /agents is a page that does not exist.
      {
        path: ':id',
        canMatch: [isAgent],
        title: 'title.agent',
        component: AgentEditor,
        canDeactivate: [unsavedChanges],
      },
    ],
  },
];
