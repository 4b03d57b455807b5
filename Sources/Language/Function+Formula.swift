extension Function {
    /// A formula with the values that its free names have.
    ///
    /// - Throws: a `Diagnostic` for an expression that cannot stand in a function.
    public convenience init(
        name: String, parameters: [String], body: Expression, captured: [String: Value] = [:], source: Source,
        permission: Permission = .computing
    ) throws {
        let globals = Namespace()
        let compiler = Compiler(source: source, globals: globals)
        let code = try compiler.formula(
            name,
            FunctionSyntax(parameters: parameters.map { .init(name: $0, range: body.range) }, body: .formula(body)),
            captured: Set(captured.keys))
        self.init(
            code, cells: code.freeNames.map { ClosureCell(captured[$0] ?? .missing) }, globals: globals,
            permission: permission
        )
    }
}
