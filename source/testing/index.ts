export {useWorkflow, type UseWorkflowOptions, type WorkflowTest} from './use-workflow.js';
export {type TestContext} from './test-context.js';
export {type WorkflowHandler} from './workflow-handler.js';
export {type WaitForOptions} from './wait-for.js';
export {type Assertions, type ExpectedFailure} from './create-assertions.js';
export {type CsvRow} from './compare-contents.js';
export {type WorkflowAssertionError} from './assertions/assertion-error.js';
export {createVirtualClock, type VirtualClock} from './virtual-clock.js';
export {createInMemoryBucket, type InMemoryBucket} from './in-memory-bucket.js';
