export {useWorkflow, type UseWorkflowOptions, type WorkflowTest, type TestContext} from './use-workflow.js';
export {type WorkflowHandler} from './workflow-handler.js';
export {createVirtualClock, type VirtualClock} from './virtual-clock.js';
export {createInMemoryBucket, type InMemoryBucket} from './in-memory-bucket.js';
