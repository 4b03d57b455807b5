import numpy as np
import matplotlib.pyplot as plt
from tensorflow.keras.models import Sequential
from tensorflow.keras.layers import LSTM, Dense
from sklearn.preprocessing import MinMaxScaler

# sine wave forecasting
t = np.arange(0, 300)
series = np.sin(0.1 * t) + 0.02 * t / 300
scaler = MinMaxScaler(feature_range=(0, 1))
scaled = scaler.fit_transform(series.reshape(-1, 1))

def create_dataset(dataset, look_back=1):
    dataX, dataY = [], []
    for i in range(len(dataset) - look_back):
        dataX.append(dataset[i:(i + look_back), 0])
        dataY.append(dataset[i + look_back, 0])
    return np.array(dataX), np.array(dataY)

look_back = 10
train_size = int(len(scaled) * 0.67)
train, test = scaled[:train_size, :], scaled[train_size:, :]
trainX, trainY = create_dataset(train, look_back)
testX, testY = create_dataset(test, look_back)
trainX = np.reshape(trainX, (trainX.shape[0], trainX.shape[1], 1))
testX = np.reshape(testX, (testX.shape[0], testX.shape[1], 1))
print(trainX.shape, trainY.shape, testX.shape)
model = Sequential()
model.add(LSTM(8, input_shape=(look_back, 1)))
model.add(Dense(1))
model.compile(loss='mean_squared_error', optimizer='adam')
hist = model.fit(trainX, trainY, epochs=3, batch_size=16, verbose=0)
trainPredict = scaler.inverse_transform(model.predict(trainX, verbose=0))
testPredict = scaler.inverse_transform(model.predict(testX, verbose=0))
trainPredictPlot = np.empty_like(series.reshape(-1, 1))
trainPredictPlot[:, :] = np.nan
trainPredictPlot[look_back:len(trainPredict) + look_back, :] = trainPredict
print(int(np.isnan(trainPredictPlot).sum()))
rmse = np.sqrt(np.mean((testPredict[:, 0] - scaler.inverse_transform(testY.reshape(-1, 1))[:, 0]) ** 2))
print(rmse < 5)
plt.figure(figsize=(8, 4))
plt.plot(series, label='series')
plt.plot(trainPredictPlot, label='train')
plt.legend(loc='upper left')
plt.savefig('forecast.png')
print(hist.history['loss'][-1] < hist.history['loss'][0])
