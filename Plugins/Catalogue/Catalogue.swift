import PackagePlugin

/// Before a target is compiled, lists what its own files declare: see `Plugins/CatalogueTool/main.swift`.
@main
struct Catalogue: BuildToolPlugin {
    func createBuildCommands(context: PluginContext, target: any Target) throws -> [Command] {
        guard let target = target as? any SourceModuleTarget else { return [] }
        let files = target.sourceFiles(withSuffix: "swift").map(\.url).sorted { $0.path() < $1.path() }
        let list = context.pluginWorkDirectoryURL.appending(path: "Catalogue.swift")
        return [
            .buildCommand(
                displayName: "Listing the catalogues of \(target.name)",
                executable: try context.tool(named: "catalogue-tool").url,
                arguments: [list.path()] + files.map { $0.path() }, inputFiles: files, outputFiles: [list])
        ]
    }
}
