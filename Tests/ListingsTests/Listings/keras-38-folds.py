import numpy as np
from sklearn.model_selection import KFold
from sklearn.preprocessing import StandardScaler, LabelEncoder
from tensorflow.keras.models import Sequential
from tensorflow.keras.layers import Dense, Dropout
from tensorflow.keras.callbacks import EarlyStopping
from tensorflow.keras.optimizers import Adam, SGD, RMSprop

X = np.random.RandomState(0).randn(90, 6)
y = X @ np.array([1., -2., 0.5, 0., 3., 1.]) + 4

def build_model(units=16, dropout=0.0, optimizer="adam"):
    model = Sequential()
    model.add(Dense(units, input_dim=X.shape[1], activation="relu", kernel_initializer="he_normal"))
    if dropout:
        model.add(Dropout(dropout))
    model.add(Dense(1))
    model.compile(loss="mae", optimizer=optimizer, metrics=["mse"])
    return model

kfold = KFold(n_splits=3, shuffle=True, random_state=42)
cvscores, fold_no = [], 1
for train, test in kfold.split(X, y):
    sc = StandardScaler().fit(X[train])
    model = build_model(optimizer=RMSprop(learning_rate=0.01))
    es = EarlyStopping(monitor="val_loss", patience=3, restore_best_weights=True, verbose=0)
    model.fit(sc.transform(X[train]), y[train], epochs=20, batch_size=10, verbose=0,
              validation_data=(sc.transform(X[test]), y[test]), callbacks=[es])
    scores = model.evaluate(sc.transform(X[test]), y[test], verbose=0)
    print(f"fold {fold_no}: {len(test)} rows, {model.metrics_names}")
    cvscores.append(scores[0])
    fold_no += 1
print("mean below 6:", np.mean(cvscores) < 6)
results = {}
for name, opt in [("sgd", SGD(0.01, momentum=0.9, nesterov=True)), ("adam", Adam(1e-2)), ("rms", RMSprop(1e-2, rho=0.9))]:
    m = build_model(optimizer=opt)
    results[name] = m.fit(X, y, epochs=3, verbose=0).history["loss"]
best = min(results, key=lambda k: results[k][-1])
print(sorted(results), best in results)
le = LabelEncoder(); print(le.fit_transform(["b", "a", "c", "a"]).tolist(), le.classes_.tolist())
