// swift-tools-version: 6.1
import PackageDescription

let settings: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
]

let real: Target.Dependency = .product(name: "RealModule", package: "swift-numerics")

// Tests are compiled as written: those of the words take 40 s of a core so, and 77 s when they are optimised.
let asWritten = settings + [.unsafeFlags(["-Onone"])]

// `make test` sets it. What computes is then compiled as it is released, but the words and faces that call it are
// not optimised: words that took 390 s of a core take 56 s so, and a cold build half as long.
let isForTests = Context.environment["DESCENT_TESTS"] != nil

// What nobody outside calls need not be found by name, and addresses that the loader has to set are written in few bytes
// (docs/packages.md has what that is worth).
let small: [LinkerSetting] = [
    .unsafeFlags(
        ["-use-ld=lld"] + ["--no-export-dynamic", "-z", "pack-relative-relocs"].flatMap { ["-Xlinker", $0] },
        .when(configuration: .release))
]

/// A module that calls what computes: words, pictures, lessons, faces.
func caller(_ name: String, _ dependencies: [Target.Dependency], plugins: [Target.PluginUsage] = []) -> Target {
    .target(
        name: name, dependencies: dependencies, swiftSettings: isForTests ? asWritten : settings, plugins: plugins)
}

/// A Swift target with the settings that every one has.
func module(_ name: String, _ dependencies: [Target.Dependency], plugins: [Target.PluginUsage] = []) -> Target {
    .target(name: name, dependencies: dependencies, swiftSettings: settings, plugins: plugins)
}

func tests(
    _ name: String, _ dependencies: [Target.Dependency], exclude: [String] = [], plugins: [Target.PluginUsage] = []
) -> Target {
    .testTarget(
        name: name + "Tests", dependencies: dependencies, exclude: exclude, swiftSettings: asWritten, plugins: plugins)
}

let package = Package(
    name: "descent",
    products: [.executable(name: "descent", targets: ["descent"])],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-numerics", from: "1.1.1"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    ],
    targets: [
        // C: vector arithmetic, matrix kernels, and the libraries the system provides.
        .target(name: "CVectorMath"),
        .target(name: "CKernels"),
        .target(name: "CLocaleData"),
        .target(name: "CAmes", exclude: ["ames.csv"]),
        .target(
            name: "CSamples",
            exclude: ["house432.csv", "house-export.csv", "rents.csv", "sorted-by-price.csv"]),
        .target(name: "CTexts", exclude: ["alice.txt"]),
        .target(name: "CClaims"),
        .target(name: "CLedger"),
        .target(name: "COpenBLAS", linkerSettings: [.linkedLibrary("dl")]),
        .systemLibrary(
            name: "CCmarkGFM", pkgConfig: "libcmark-gfm",
            providers: [.apt(["libcmark-gfm-dev", "libcmark-gfm-extensions-dev"])]),
        .systemLibrary(name: "CMalloc"),
        .target(name: "CLibedit", linkerSettings: [.linkedLibrary("edit")]),
        .target(name: "CChafa", linkerSettings: [.linkedLibrary("dl")]),
        .target(name: "CZeroMQ", linkerSettings: [.linkedLibrary("dl")]),
        .target(name: "CPostgres", linkerSettings: [.linkedLibrary("dl")]),
        .target(
            name: "GnuplotPipe",
            linkerSettings: [
                .linkedLibrary("boost_iostreams"), .linkedLibrary("boost_filesystem"), .linkedLibrary("boost_system"),
                .linkedLibrary("stdc++"),
            ]),

        // Finds the catalogues of a module in its own files.
        .executableTarget(name: "catalogue-tool", path: "Plugins/CatalogueTool"),
        .plugin(name: "Catalogue", capability: .buildTool(), dependencies: ["catalogue-tool"]),

        // The subject: functions, rules, networks.
        module("Answers", []),
        module("Cards", ["Answers"]),
        module("Numbers", ["Answers", real]),
        module("Formats", ["Answers"]),
        module("Parallel", ["Answers"]),
        module("Files", ["Answers"]),
        module("Landscapes", ["Answers", "Numbers", real], plugins: ["Catalogue"]),
        module("Optimizers", ["Answers", "Cards", "Numbers", "Formats", "CVectorMath", real], plugins: ["Catalogue"]),
        module("Solvers", ["Answers", "Cards", "Numbers", "Optimizers", real], plugins: ["Catalogue"]),
        module("Experiments", ["Answers", "Numbers", "Optimizers", real]),
        module("Tuning", ["Answers", "Cards", "Numbers", "Solvers", real]),
        module("Datasets", ["Answers", "Numbers", "Files", "CAmes", "CSamples", real]),
        module("Baselines", ["Answers", "Datasets", "COpenBLAS", "Numbers", real]),
        module("Arrays", ["Answers", "Numbers", "CKernels", "CMalloc", "COpenBLAS"]),
        module("Autograd", ["Answers", "Numbers", "Arrays", "CKernels", "COpenBLAS", real]),
        module("Tensors", ["Answers", "Numbers", "Formats", "Arrays", "CVectorMath", "CKernels", "COpenBLAS", real]),
        module(
            "Networks", ["Answers", "Cards", "Numbers", "Formats", "Files", "Tensors", real],
            plugins: ["Catalogue"]),
        module(
            "Training",
            ["Answers", "Cards", "Numbers", "Formats", "Optimizers", "Tensors", "Networks", "Datasets", real],
            plugins: ["Catalogue"]),
        module(
            "Precision",
            [
                "Answers", "Numbers", "Formats", "Experiments", "Optimizers", "Tensors", "Networks", "Training",
                "Datasets",
            ]),
        module(
            "Costs",
            ["Answers", "Cards", "Parallel", "Numbers", "Optimizers", "Tensors", "Networks", "Training", "Datasets"]),
        module(
            "Adversarial",
            ["Answers", "Numbers", "CKernels", "Optimizers", "Networks", "Training", "Datasets", real]),
        module(
            "Inspection",
            ["Answers", "Numbers", "Landscapes", "Optimizers", "Tensors", "Networks", "Training", "Datasets", real]),
        module(
            "Diagnosis",
            [
                "Answers", "Cards", "Parallel", "Numbers", "Optimizers", "Tensors", "Networks", "Datasets", "Baselines",
                "Training", "Adversarial", "Inspection", real,
            ]),

        module(
            "Selection",
            [
                "Answers", "Parallel", "Numbers", "Optimizers", "Tensors", "Networks", "Training", "Datasets",
                "Baselines", "Tuning",
            ]),
        module(
            "Stabilisation",
            [
                "Answers", "Cards", "Parallel", "Numbers", "Optimizers", "Tensors", "Networks", "Training", "Datasets",
                real,
            ]),
        module(
            "LanguageModels",
            [
                "Answers", "Numbers", "Optimizers", "Tensors", "Networks", "Training", "Datasets", "CTexts", real,
            ]),
        module(
            "Alignment",
            [
                "Answers", "Cards", "Parallel", "Numbers", "Optimizers", "Tensors", "Networks", "Training", "Datasets",
                "LanguageModels", real,
            ]),
        module(
            "Autoencoding",
            ["Answers", "Cards", "Numbers", "Networks", "Training", "Datasets", "Baselines", real]),
        module(
            "Adaptation",
            [
                "Answers", "Cards", "Parallel", "Numbers", "Optimizers", "Tensors", "Networks", "Training", "Datasets",
            ]),
        module(
            "Inference",
            [
                "Answers", "Parallel", "Numbers", "Optimizers", "Tensors", "Networks", "Training", "Datasets",
                "Adaptation", "LanguageModels", "CKernels", real,
            ]),
        module(
            "Gallery",
            [
                "Answers", "Cards", "Parallel", "Numbers", "Optimizers", "Tensors", "Networks", "Training", "Datasets",
                "Baselines", real,
            ]),
        caller(
            "Studies", ["Answers", "Files", "Tuning", "CPostgres", .product(name: "GRDB", package: "GRDB.swift")]),

        // The laboratory around it.
        module("Markdown", ["Answers", "CCmarkGFM"]),
        module("Figures", ["Answers", "Numbers", "Files", "GnuplotPipe", "CChafa"]),
        caller(
            "Pictures",
            [
                "Answers", "Numbers", "Landscapes", "Optimizers", "Experiments", "Tuning", "Datasets", "Baselines",
                "Networks", "Training", "Inspection", "Diagnosis", "Selection", "Stabilisation", "Precision",
                "Formats", "Costs", "LanguageModels", "Alignment", "Autoencoding", "Adversarial", "Cards", "Figures",
                "Adaptation", "Inference", "Gallery", real,
            ]),
        caller(
            "Playground", ["Answers", "Cards", "Numbers", "Landscapes", "Optimizers", "Figures", "Pictures"]),
        caller("Claims", ["Answers", "Numbers", "Markdown", "CClaims"]),
        caller("Ledger", ["Answers", "Markdown", "CLedger"]),
        module("Language", ["Answers", "Numbers", "Arrays"]),
        // The words: what they share, those of NumPy and its kin, those of PyTorch, and the rest.
        caller("Words", ["Answers", "Cards", "Optimizers", "Language"]),
        caller(
            "ArrayVocabulary",
            [
                "Words", "Answers", "Numbers", "Files", "Datasets", "Baselines", "Arrays", "Autograd", "Figures",
                "Language",
            ],
            plugins: ["Catalogue"]),
        caller(
            "TensorVocabulary",
            ["Words", "Answers", "Cards", "Numbers", "Arrays", "Autograd", "Optimizers", "Networks", "Language", real],
            plugins: ["Catalogue"]),
        caller(
            "Vocabulary",
            [
                "Words", "ArrayVocabulary", "TensorVocabulary", "Answers", "Cards", "Numbers", "Landscapes",
                "Optimizers", "Solvers", "Experiments",
                "Tuning", "Studies", "Datasets", "Baselines", "Arrays", "Autograd", "Tensors", "Networks",
                "Training", "Inspection", "Selection", "Stabilisation", "Parallel", "Figures", "Pictures",
                "Language", "Claims", "Ledger", "Diagnosis", "Playground", "Precision", "Formats", "Costs",
                "LanguageModels", "Alignment", "Autoencoding", "Adversarial", "Adaptation", "Inference", "Gallery",
                real,
            ], plugins: ["Catalogue"]),
        module("Conversation", ["Answers", "Files", "Markdown", "Language", "CMalloc"]),
        caller(
            "Lessons",
            [
                "Answers", "Parallel", "Numbers", "Files", "Markdown", "Language", "Vocabulary", "Figures",
                "Conversation",
                .product(name: "Yams", package: "Yams"), .product(name: "GRDB", package: "GRDB.swift"),
            ]),
        caller(
            "Export", ["Answers", "Files", "Figures", "Markdown", "Language", "Conversation", "Lessons"]),
        caller(
            "Terminal",
            ["Answers", "Numbers", "Files", "Language", "Figures", "Playground", "Conversation", "CLibedit"]),
        caller("Editors", ["Answers", "Files", "Language"]),
        caller(
            "Kernel", ["Answers", "Files", "Markdown", "Language", "Figures", "Conversation", "CZeroMQ"]),
        .executableTarget(
            name: "descent",
            dependencies: [
                "Answers", "Parallel", "Numbers", "Files", "Tuning", "Studies", "Language", "Vocabulary", "Figures",
                "Playground", "Tensors",
                "Conversation", "Lessons", "Export", "Terminal", "Kernel", "Editors", "Ledger", "CLocaleData",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ], swiftSettings: isForTests ? asWritten : settings, linkerSettings: isForTests ? [] : small),

        .executableTarget(
            name: "networks-benchmark",
            dependencies: [
                "Answers", "Cards", "Numbers", "Formats", "Tensors", "Networks", "Optimizers", "Training", "Datasets",
            ],
            path: "Benchmarks/Networks", swiftSettings: settings),

        .executableTarget(
            name: "diagnosis-matrix", dependencies: ["Answers", "Parallel", "Training", "Diagnosis"],
            path: "Benchmarks/Diagnosis", swiftSettings: settings),

        .executableTarget(
            name: "tuning-benchmark",
            dependencies: [
                "Answers", "Parallel", "Numbers", "Datasets", "Networks", "Optimizers", "Training", "Tuning",
                "Selection",
                "Studies", real,
            ], path: "Benchmarks/Tuning", swiftSettings: settings),

        .executableTarget(
            name: "lessons-benchmark",
            dependencies: ["Answers", "Parallel", "Language", "Vocabulary", "Lessons"],
            path: "Benchmarks/Lessons", swiftSettings: settings),

        .executableTarget(
            name: "inference-benchmark",
            dependencies: ["Answers", "Numbers", "Datasets", "Networks", "Optimizers", "Training", "Inference"],
            path: "Benchmarks/Inference", swiftSettings: settings),

        .executableTarget(
            name: "descent-fuzz", dependencies: ["Answers", "Conversation", "Numbers", "Language", "Vocabulary"],
            path: "Tests/Fuzz", swiftSettings: settings),

        tests("Answers", ["Answers"]),
        tests("Numbers", ["Numbers", real]),
        tests("Landscapes", ["Landscapes", "Answers", "Numbers", real], exclude: ["Golden"]),
        tests("Optimizers", ["Optimizers", "Cards", "Answers", "Numbers"], exclude: ["Golden"]),
        tests("Solvers", ["Solvers", "Optimizers", "Cards", "Answers", "Numbers", real], exclude: ["Golden"]),
        tests("Experiments", ["Experiments", "Landscapes", "Optimizers", "Solvers", "Answers", "Numbers"]),
        tests("Tuning", ["Tuning", "Answers", "Numbers", real], exclude: ["Golden"]),
        .executableTarget(
            name: "study-writer", dependencies: ["Answers", "Studies", "Tuning"], path: "Tests/StudyWriter",
            swiftSettings: settings),
        tests(
            "Studies",
            [
                "Studies", "Tuning", "Answers", "Files", "study-writer",
                .product(name: "GRDB", package: "GRDB.swift"),
            ]),
        tests("Datasets", ["Datasets", "Answers", "Numbers"], exclude: ["Golden"]),
        tests("Baselines", ["Baselines", "Datasets", "Answers"], exclude: ["Golden"]),
        tests(
            "Stabilisation",
            [
                "Stabilisation", "Answers", "Cards", "Parallel", "Numbers", "Optimizers", "Networks", "Training",
                "Datasets",
            ]),
        tests(
            "Alignment",
            ["Alignment", "LanguageModels", "Answers", "Numbers", "Optimizers", "Parallel", "Training", real],
            exclude: ["Golden"]),
        tests(
            "LanguageModels",
            [
                "LanguageModels", "Answers", "Numbers", "Optimizers", "Tensors", "Networks", "Training", "Datasets",
                real,
            ], exclude: ["Golden"]),
        tests(
            "Autoencoding",
            [
                "Autoencoding", "Answers", "Numbers", "Optimizers", "Tensors", "Networks", "Training", "Datasets",
                "Cards", real,
            ], exclude: ["Golden"]),
        tests(
            "Adaptation",
            [
                "Adaptation", "Answers", "Cards", "Parallel", "Numbers", "Optimizers", "Tensors", "Networks",
                "Training",
                "Datasets",
            ], exclude: ["Golden"]),
        tests(
            "Inference",
            [
                "Inference", "Answers", "Parallel", "Numbers", "Optimizers", "Tensors", "Networks", "Training",
                "Datasets", "LanguageModels", "Cards", real,
            ], exclude: ["Golden"]),
        tests(
            "Selection",
            [
                "Selection", "Parallel", "Tuning", "Training", "Networks", "Optimizers", "Datasets", "Baselines",
                "Answers",
                "Numbers",
            ]),
        tests(
            "Gallery",
            [
                "Gallery", "Answers", "Cards", "Parallel", "Numbers", "Datasets", "Baselines", "Tensors", "Networks",
                "Optimizers", "Training",
            ], exclude: ["Golden"]),
        tests(
            "Precision",
            [
                "Precision", "Formats", "Experiments", "Landscapes", "Training", "Networks", "Tensors", "Optimizers",
                "Datasets",
                "Cards", "Numbers", "Answers",
            ], exclude: ["Golden"]),
        tests(
            "Costs",
            [
                "Costs", "LanguageModels", "Training", "Networks", "Tensors", "Optimizers", "Datasets", "Cards",
                "Numbers",
                "Answers",
            ]),
        tests("Arrays", ["Arrays", "Answers", "CKernels", "Numbers"]),
        tests("Autograd", ["Autograd", "Arrays", "Answers"]),
        tests("Tensors", ["Tensors", "Formats", "CKernels", "Answers", "Numbers"]),
        .target(name: "CAllocations", path: "Tests/CAllocations"),
        tests("Networks", ["Networks", "Tensors", "Cards", "Answers", "Numbers", "CAllocations"], exclude: ["Golden"]),
        tests(
            "Training",
            [
                "Training", "Formats", "Optimizers", "Networks", "Tensors", "Datasets", "Cards", "Answers", "Numbers",
                "CAllocations",
            ],
            exclude: ["Golden"]),
        tests(
            "Adversarial",
            [
                "Adversarial", "Training", "Networks", "Optimizers", "Tensors", "Datasets", "Cards", "Answers",
                "Numbers", "CAllocations",
            ], exclude: ["Golden"]),
        tests(
            "Inspection",
            ["Inspection", "Landscapes", "Optimizers", "Networks", "Training", "Datasets", "Answers", "Numbers"]),
        tests(
            "Diagnosis",
            [
                "Diagnosis", "Adversarial", "Cards", "Training", "Networks", "Optimizers", "Landscapes", "Datasets",
                "Parallel", "Answers", "Numbers", real,
            ]),
        tests("Figures", ["Figures", "Answers", "Numbers"]),
        tests(
            "Playground",
            ["Playground", "Cards", "Landscapes", "Optimizers", "Figures", "Pictures", "Answers", "Numbers"]),
        tests("Claims", ["Claims", "Answers", "Numbers"]),
        tests("Ledger", ["Ledger", "Answers"]),
        tests("Language", ["Language", "Answers", "Numbers"], exclude: ["Golden"]),
        tests(
            "Vocabulary",
            [
                "Vocabulary", "Language", "Landscapes", "Optimizers", "Networks", "Training", "Datasets", "Baselines",
                "Figures", "Pictures", "Tuning", "Claims", "Ledger", "Cards", "Answers", "Numbers", "ArrayVocabulary",
            ],
            exclude: ["Documents/Listings", "Golden"]),
        tests("Files", ["Files", "Answers", "Numbers"]),
        tests("Conversation", ["Conversation", "Markdown", "Language", "Answers", "Numbers"]),
        tests(
            "Lessons",
            [
                "Lessons", "Conversation", "Markdown", "Language", "Vocabulary", "Figures", "Parallel", "Answers",
                "Numbers",
            ]),
        tests(
            "Export",
            [
                "Export", "Lessons", "Conversation", "Markdown", "Figures", "Files", "Language", "Vocabulary",
                "Answers",
                "Numbers",
            ]),
        tests("Editors", ["Editors", "Vocabulary", "Language", "Answers"]),
        tests(
            "Kernel",
            [
                "Kernel", "CZeroMQ", "Vocabulary", "Lessons", "Conversation", "Markdown", "Language", "Figures",
                "Answers",
            ]),
        tests("Terminal", ["Terminal", "Playground", "Conversation", "Language", "Figures", "Answers", "Numbers"]),
        tests(
            "Addition",
            [
                "Lessons", "Conversation", "Vocabulary", "Language", "Landscapes", "Solvers", "Optimizers", "Tensors",
                "Networks", "Training", "Pictures", "Figures", "Cards", "Numbers", "Answers",
            ], exclude: ["Toys/01-toy-lesson.md"], plugins: ["Catalogue"]),
        tests("Listings", ["Vocabulary", "Language", "Answers"], exclude: ["Golden", "Listings", "Snippets"]),
        tests("EndToEnd", ["descent"]),
    ],
    cxxLanguageStandard: .cxx17
)
