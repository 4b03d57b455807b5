/// Names of libraries that have no word here, and what does the same.
enum StandIns {
    /// By the whole name, or by that of the module around it.
    static func instead(of name: String) -> String? {
        var path = name.split(separator: ".")
        // What is Keras's is not TensorFlow's.
        if path.count > 1, path[0] == "tensorflow", path[1] == "keras" { path.removeFirst() }
        while !path.isEmpty {
            if let found = table[path.joined(separator: ".")] { return found }
            path.removeLast()
        }
        return nil
    }

    private static let trees =
        "RandomForestClassifier, GradientBoostingRegressor and their kin of sklearn.ensemble"
    private static let iris =
        "make_classification(n_samples=150, n_features=4, n_informative=3, n_redundant=0, n_classes=3): three classes by four columns"
    private static let prices = "ames(): 2,930 houses with their columns and prices, and nothing downloaded"

    private static let table: [String: String] = [
        "sklearn.tree.plot_tree": "print(export_text(tree)): the questions as text",
        "sklearn.tree.export_graphviz": "print(export_text(tree)): the questions as text",
        "sklearn.ensemble.AdaBoostClassifier": trees, "sklearn.ensemble.AdaBoostRegressor": trees,
        "sklearn.ensemble.ExtraTreesClassifier": trees, "sklearn.ensemble.ExtraTreesRegressor": trees,
        "sklearn.ensemble": "a loop over models, and the mean of what they predict",
        "jax.numpy": "import numpy as np, where nothing is differentiated by it",
        "jax.linearize": "jax.jacobian(f)(x)", "jax.pmap": "jax.vmap: there is one device here",
        "jax.make_jaxpr": "the function itself: nothing is compiled here",
        "jax.lax": "for, while and if: loops of the language are fast here",
        "jax.random": "jax.random.normal, uniform, randint, permutation or choice",
        "jax.nn": "jnp's words, or jax.nn.softmax",
        "jax.scipy": "jnp's words", "jax.example_libraries": "optax",
        "flax": "parameters in a dict and a function of them; or torch.nn, or keras",
        "haiku": "parameters in a dict and a function of them; or torch.nn, or keras",
        "equinox": "parameters in a dict and a function of them; or torch.nn, or keras",
        "optax.OptState": "what tx.init(params) gives, without the type",
        "enum.Flag": "IntEnum with powers of two, joined by | and asked by &",
        "enum.IntFlag": "IntEnum with powers of two, joined by | and asked by &",
        "xgboost": trees, "lightgbm": trees, "catboost": trees,
        "sklearn.svm": "SVC, SVR and LinearSVC of sklearn.svm; kernel=\"linear\" for planes",
        "sklearn.naive_bayes": "GaussianNB, MultinomialNB or BernoulliNB of sklearn.naive_bayes",
        "sklearn.feature_selection.mutual_info_classif": "f_classif, the F of each column and the classes",
        "sklearn.feature_selection.mutual_info_regression": "f_regression, the F of each column and the targets",
        "sklearn.feature_selection.RFECV": "RFE in a pipeline, and GridSearchCV over n_features_to_select",
        "sklearn.feature_selection.SequentialFeatureSelector": "RFE(LinearRegression(), n_features_to_select=5)",
        "sklearn.feature_extraction": "collections.Counter(text.lower().split()) of each text, as columns",
        "sklearn.metrics.DetCurveDisplay": "RocCurveDisplay.from_predictions(y_true, y_score)",
        "sklearn.discriminant_analysis": "LogisticRegression of sklearn.linear_model",
        "sklearn.linear_model.SGDClassifier":
            "MLPClassifier(hidden_layer_sizes=(), solver=\"sgd\"), or LogisticRegression: the same model at its optimum",
        "sklearn.linear_model.SGDRegressor":
            "MLPRegressor(hidden_layer_sizes=(), solver=\"sgd\"), or Ridge: the same model at its optimum",
        "matplotlib.pyplot.pie": "plt.barh(labels, shares)",
        "matplotlib.pyplot.hexbin": "plt.hist2d(x, y, bins=30)",
        "matplotlib.pyplot.streamplot": "plt.quiver(X, Y, U, V)",
        "matplotlib.pyplot.axline": "plt.plot([x0, x1], [y0, y1]), between two places",
        "sklearn.linear_model.LogisticRegressionCV": "GridSearchCV(LogisticRegression(), {\"C\": [0.1, 1, 10]})",
        "sklearn.cluster":
            "KMeans(n_clusters=3) or DBSCAN(eps=0.5) of sklearn.cluster",
        "sklearn.decomposition": "PCA(n_components=2) of sklearn.decomposition",
        "sklearn.manifold": "PCA(n_components=2) of sklearn.decomposition for two directions to plot",
        "sklearn.datasets.load_iris": iris, "sklearn.datasets.load_wine": iris,
        "sklearn.datasets.load_breast_cancer":
            "make_classification(n_samples=569, n_features=30): two classes by thirty columns",
        "sklearn.datasets.load_digits": "keras.datasets.mnist.load_data(): digits drawn by shapes28",
        "sklearn.datasets.load_diabetes": "make_regression(n_samples=442, n_features=10, noise=50)",
        "sklearn.datasets.fetch_california_housing": prices, "sklearn.datasets.load_boston": prices,
        "sklearn.datasets.fetch_openml": "pd.read_csv(\"file.csv\"): nothing is downloaded here",
        "sklearn.externals": "save(model, \"name.json\")",
        "matplotlib.animation": "FuncAnimation(fig, update, frames=60), and save(\"film.gif\") of what it gives",
        "matplotlib.pyplot.tricontourf": "plt.scatter(x, y, c=z), or plt.contourf of values on a grid",
        "matplotlib.pyplot.tricontour": "plt.scatter(x, y, c=z), or plt.contour of values on a grid",
        "matplotlib.pyplot.tripcolor": "plt.scatter(x, y, c=z)",
        "matplotlib.pyplot.triplot": "plt.plot of each triangle, closed: three places and the first again",
        "matplotlib.pyplot.barbs": "plt.quiver(X, Y, U, V)",
        "matplotlib.pyplot.table": "print(df.to_string()), or plt.text(x, y, words)",
        "matplotlib.tri": "plt.scatter(x, y, c=z): triangles between places are not drawn",
        "mpl_toolkits.axes_grid1": "plt.colorbar(image, ax=ax), which finds its room",
        "matplotlib.ticker":
            "ax.set_xticks(places, [f\"{v:.2f}\" for v in places]): labels as they are to be read",
        "tensorflow.io": "open(path), os and pathlib, for files of this machine",
        "tensorflow.ragged": "lists, or r.to_tensor() of what tf.strings.split gives",
        "tensorflow.RaggedTensor": "lists, or r.to_tensor() of what tf.strings.split gives",
        "matplotlib.widgets": "another call of plt.plot: pictures have no buttons here",
        "matplotlib.image": "plt.imshow(array): arrays are drawn, files of pictures are not read",
        "keras.applications": "Sequential([Conv2D(…), …]) of your own: no trained networks are shipped",
        "keras.datasets.imdb": "pd.read_csv(\"file.csv\") for texts of your own: nothing is downloaded here",
        "keras.datasets.reuters": "pd.read_csv(\"file.csv\") for texts of your own: nothing is downloaded here",
        "keras.datasets.boston_housing": prices, "keras.datasets.california_housing": prices,
        "torch.nn.Dense": "nn.Linear(in_features, out_features)",
        "torch.nn.SimpleRNN": "nn.RNN(input_size, hidden_size)",
        "torch.nn.Bidirectional": "nn.LSTM(input_size, hidden_size, bidirectional=True)",
        "torch.nn.Conv1D": "nn.Conv1d(in_channels, out_channels, kernel_size)",
        "torch.nn.Conv2D": "nn.Conv2d(in_channels, out_channels, kernel_size)",
        "torch.nn.Conv2DTranspose": "nn.ConvTranspose2d(in_channels, out_channels, kernel_size)",
        "torch.nn.LayerNormalization": "nn.LayerNorm(normalized_shape)",
        "torch.nn.BatchNormalization": "nn.BatchNorm1d(num_features), or BatchNorm2d",
        "torch.nn.MaxPooling2D": "nn.MaxPool2d(kernel_size)", "torch.nn.AveragePooling2D": "nn.AvgPool2d(kernel_size)",
        "torch.nn.GlobalAveragePooling2D": "nn.AdaptiveAvgPool2d(1)",
        "torch.nn.Rescaling": "x / 255", "torch.nn.Hinge": "torch.relu(1 - target * x).mean()",
        "torch.nn.MeanSquaredError": "nn.MSELoss()", "torch.nn.MeanAbsoluteError": "nn.L1Loss()",
        "torch.nn.BinaryCrossentropy": "nn.BCELoss(), or BCEWithLogitsLoss()",
        "torch.nn.CategoricalCrossentropy": "nn.CrossEntropyLoss()",
        "torch.nn.SparseCategoricalCrossentropy": "nn.CrossEntropyLoss()",
        "keras_tuner.Hyperband":
            "keras_tuner.RandomSearch, or optuna.create_study(pruner=optuna.pruners.HyperbandPruner())",
        "keras_tuner.BayesianOptimization":
            "keras_tuner.RandomSearch, or optuna.create_study(), which learns of its trials",
        "keras.layers.Hashing": "keras.layers.StringLookup(), whose vocabulary adapt learns",
        "keras.layers.HashedCrossing": "keras.layers.StringLookup() of the texts of both joined",
        "torch.distributed": "the statements alone: everything runs on this machine",
        "pandas.plotting": "df.plot() and df.hist()",
    ]
}
