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
export type { FaultField, FaultFilter, OpenFault } from './faults';
export type { Deed, Handling, HandlingView } from './handling';
