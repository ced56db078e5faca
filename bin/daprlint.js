#!/usr/bin/env node
import { existsSync } from 'node:fs';
import * as nodeModule from 'node:module';

// From Node 22.1 on, what is compiled once need not be compiled again; NODE_DISABLE_COMPILE_CACHE=1 turns that off.
nodeModule.enableCompileCache?.();

const built = new URL('../dist/cli.js', import.meta.url);

// In the package the command lies in parts, for a quick start. What npm makes of a tag, as for pre-commit, holds only what is
// committed, for it builds nothing: the bundle of the action, which has the command in it.
if (existsSync(built)) await import(built.href);
else await (await import('../dist/action/daprlint.js')).cli();
