import type { CanDeactivateFn, Routes } from '@angular/router';
import { provideTranslations } from '@prosa/dashboard/ui';
import { AgentEditor } from './editor/agent-editor';
import { AgentList } from './list/agent-list';

const unsavedChanges: CanDeactivateFn<AgentEditor> = (editor) => editor.mayLeave();

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
      { path: ':id', title: 'title.agent', component: AgentEditor, canDeactivate: [unsavedChanges] },
    ],
  },
];
