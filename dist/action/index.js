import { action } from './daprlint.js';

await action();
