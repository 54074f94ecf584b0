export { startWorkspace } from './server';
export type { Workspace, WorkspaceOptions } from './server';
export type {
  Bucket,
  CheckerView,
  EventDetail,
  EventFilter,
  EventList,
  EventView,
  Facet,
  FacetName,
  NotificationView,
  ObjectView,
  Paging,
} from './views';
export type { Store } from './store';
