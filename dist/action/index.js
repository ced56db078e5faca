import { action } from './daprlint.cjs';

await action();
