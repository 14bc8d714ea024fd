package dev.tarn.benchmark;


