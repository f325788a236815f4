package org.querent.core.features;

/**
 * Who has consumed what: no feature of its own, but what the prior means of users and items are
 * regressed on.
 */
record ConsumptionRows(Consumption consumption) implements FieldRows {
  @Override
  public Covariates covariates(FieldSpec.Side of) {
    return of == FieldSpec.Side.USER ? consumption.users() : consumption.items();
  }
}
