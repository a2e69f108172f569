/** What flite's thread uses of WebAssembly; the types of Node name it nowhere. */
declare namespace WebAssembly {
  type Imports = Record<string, Record<string, unknown>>;
  type Module = Readonly<{ kind: "module" }>;
  type Instance = { exports: Record<string, unknown> };
  function compile(bytes: Uint8Array): Promise<Module>;
  function instantiate(module: Module, imports: Imports): Promise<Instance>;
}
