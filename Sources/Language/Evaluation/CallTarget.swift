/// What is called: a name for messages and the parameters that arguments are bound to.
struct CallTarget {
    var name: String
    var parameters: [Parameter]
    /// A call as it is right, where one is known.
    var example: String?
    /// Whether it makes a layer of Keras's, which says otherwise than Python's functions do that it does not know an argument.
    var makesLayer = false

    init(name: String, parameters: [Parameter], example: String? = nil) {
        self.name = name
        self.parameters = parameters
        self.example = example
    }

    init(_ word: Word) {
        self.init(name: word.name, parameters: word.parameters, example: word.example)
        makesLayer = word.family == "layers" && word.returns == "layer"
    }

    init(_ function: Function) {
        self.init(
            name: function.name,
            parameters: function.code.parameters.map { formal in
                Parameter(
                    formal.name, .any, function.defaults[formal.name].map { .value($0) } ?? .required, "",
                    isVariadic: formal.kind == .rest || formal.kind == .keywords,
                    isKeywordOnly: formal.kind == .keywordOnly || formal.kind == .keywords)
            })
    }

    /// `Adam(learning_rate=0.001, beta_1=0.9, …)`
    var signature: String { Signature.brief(name, parameters) }
}
