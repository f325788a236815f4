package org.querent.core.features;

/**
 * Who has consumed what: no feature of its own, but what the prior means of users and items are
 * regressed on.
 */
record ConsumptionRows(Consumption consumption) implements FieldRows {
  @Override
  public int size() {
    return 0;
  }

  @Override
  public int count(int entity, int bin) {
    return 0;
  }

  @Override
  public void write(int entity, int bin, int first, DesignWriter out) {}

  @Override
  public String label(int feature) {
    throw new IndexOutOfBoundsException(feature);
  }
}
