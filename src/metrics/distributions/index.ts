export * from './normal.ts';
export * from './student.ts';
